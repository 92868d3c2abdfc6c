package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.ContentSpec;
import dev.freshet.api.source.Include;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.work.Workers;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.git.ServedRepository.Entry;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What source-controller 1.9.4 packed of the same repositories: the digests are of the tar inside
 * its gzip. Compression is where the two differ.
 */
class FluxArtifactIT {
  private static final String WHOLE =
      "c16b3c5c52552cfe21a26b3dce8b83c6d2133fef4460b32517ba77a4b87e95da";
  private static final String APPS_ONLY =
      "6b6d8b9c532ba059ca2cf639b6c246b068ad541556a078175bbd2623b5264c4b";
  private static final String WITH_INCLUDE =
      "bd7ba16923df6ecb6802d77efa36885adc0cb0c70a84c9d5a8b4468949596868";

  @TempDir private Path folder;
  private GitHttpServer server;
  private GitMirrors mirrors;
  private ArtifactStore store;
  private ServedRepository fleet;

  @BeforeEach
  void start() {
    InstantSource clock = InstantSource.system();
    server = GitHttpServer.startIn(folder, "served");
    mirrors =
        new GitMirrors(
            folder.resolve("git"),
            clock,
            new Random(1),
            Connections.direct(),
            Workers.ofThisMachine());
    store = ArtifactStore.unserved(folder.resolve("data"), clock);
    fleet = server.create("fleet");
    fleet.commitEntries("main", files());
    addSubmodule();
  }

  @AfterEach
  void stop() {
    mirrors.close();
    server.close();
  }

  @Test
  void packsTheWholeTreeAsFluxDoes() throws Exception {
    assertThat(digest(ContentSpec.WHOLE)).isEqualTo(WHOLE);
  }

  @Test
  void packsWhatTheSpecLeavesAsFluxDoes() throws Exception {
    var ignoring = new ContentSpec(Optional.of("/*\n!/apps\n"), false, List.of(), List.of());
    var sparse = new ContentSpec(Optional.empty(), false, List.of(), List.of("./apps"));

    assertThat(digest(ignoring)).isEqualTo(APPS_ONLY);
    assertThat(digest(sparse)).isEqualTo(APPS_ONLY);
  }

  @Test
  void packsAnIncludeAsFluxDoes() throws Exception {
    ServedRepository base =
        server.create(
            "base",
            Map.of(
                "deploy/b.yaml", "b\n", "deploy/.sourceignore", "*.txt\n", "deploy/x.txt", "t\n"));
    var include = new Include("base", Optional.of("deploy"), Optional.of("../x/base"));
    var including = new ContentSpec(Optional.empty(), false, List.of(include), List.of());

    Artifact included = archive(base, ContentSpec.WHOLE, Map.of());

    assertThat(digest(archive(fleet, including, Map.of(include, included))))
        .isEqualTo(WITH_INCLUDE);
  }

  private static Map<String, Entry> files() {
    String name = "n".repeat(120);
    Map<String, Entry> files = new TreeMap<>();
    files.put("apps/a/app.yaml", Entry.file("one\n"));
    files.put("apps/b.yaml", Entry.file("two\n"));
    files.put("apps/big.yaml", Entry.file("q".repeat(1500)));
    files.put("a-b/x", Entry.file("x\n"));
    files.put("a.yaml", Entry.file("y\n"));
    files.put("bin/run.sh", Entry.executable("#!/bin/sh\n"));
    files.put("links/only", Entry.link("../apps/b.yaml"));
    files.put("dirlink", Entry.link("apps"));
    files.put("images/logo.png", Entry.file("p\n"));
    files.put(".gitignore", Entry.file("*.tmp\n"));
    files.put("docs/r.md", Entry.file("d\n"));
    files.put("\u00fcn\u00ef/c\u00f6d\u00e9/\u00e9.yaml", Entry.file("u\n"));
    files.put("long/" + name + "/" + name + ".yaml", Entry.file("l\n"));
    files.put("d".repeat(90) + "/" + "e".repeat(50) + "/f.yaml", Entry.file("s\n"));
    files.put("zero", Entry.file(""));
    return files;
  }

  private void addSubmodule() {
    fleet.git("read-tree", "main");
    String gitlink = "160000," + fleet.head("main") + ",vendor/lib";
    fleet.git("update-index", "--add", "--cacheinfo", gitlink);
    String tree = fleet.git("write-tree").strip();
    String[] commit = {"-c", "user.name=t", "-c", "user.email=t@x", "commit-tree", tree, "-m", "s"};
    fleet.git("update-ref", "refs/heads/main", fleet.git(commit).strip());
  }

  private String digest(ContentSpec content) throws Exception {
    return digest(archive(fleet, content, Map.of()));
  }

  private String digest(Artifact artifact) throws Exception {
    byte[] tar = Packing.unzip(folder.resolve("data").resolve(artifact.path()));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tar));
  }

  private Artifact archive(
      ServedRepository served, ContentSpec content, Map<Include, Artifact> includes) {
    var remote = GitRemote.parse(served.url(), GitAccess.ANONYMOUS, Duration.ofSeconds(20));
    return mirrors
        .mirror(remote, Holder.PROCESS)
        .tree(
            new CheckoutRef.Branch("main"),
            tree -> {
              try (Assembly assembly = Assembly.of(store, tree, content)) {
                includes.forEach(assembly::include);
                return assembly.archive(new NamespacedName("ns", "any"));
              }
            });
  }
}
