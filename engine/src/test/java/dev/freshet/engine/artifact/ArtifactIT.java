package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.ContentSpec;
import dev.freshet.api.source.Include;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.artifact.ArtifactException.Step;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.work.Workers;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.git.ServedRepository.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts of what a real Git server serves. */
class ArtifactIT {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
  private static final CheckoutRef MAIN = new CheckoutRef.Branch("main");

  @TempDir private Path folder;
  private GitHttpServer server;
  private GitMirrors mirrors;
  private ArtifactStore store;

  @BeforeEach
  void start() {
    server = GitHttpServer.startIn(folder, "served");
    mirrors =
        new GitMirrors(
            folder.resolve("git"),
            CLOCK,
            new Random(1),
            Connections.direct(),
            Workers.ofThisMachine());
    store =
        new ArtifactStore(
            folder.resolve("data"), "localhost", Retention.STANDARD, DigestAlgorithm.SHA256, CLOCK);
  }

  @AfterEach
  void stop() {
    mirrors.close();
    server.close();
  }

  @Test
  void packsWhatACheckoutWouldHoldLessItsLinks() throws Exception {
    ServedRepository served = server.create("fleet", Map.of("apps/app.yaml", "kind: App\n"));
    served.commitEntries(
        "main",
        Map.of(
            "bin/run.sh", Entry.executable("#!/bin/sh\n"),
            "links/only", Entry.link("../apps/app.yaml"),
            ".gitignore", Entry.file("*.tmp"),
            "logo.png", Entry.file("png")));

    Artifact artifact = artifact(served, ContentSpec.WHOLE);

    assertThat(artifact.revision()).isEqualTo("main@sha1:" + served.head("main"));
    assertThat(Packing.list(tar(artifact)))
        .containsExactly(
            "5 0000750 .",
            "5 0000750 apps",
            "0 0000600 apps/app.yaml",
            "5 0000750 bin",
            "0 0000700 bin/run.sh",
            "5 0000750 links");
  }

  @Test
  void makesAnEmptyDirectoryOfASubmodule() throws Exception {
    ServedRepository served = server.create("fleet", Map.of("a", "a"));
    String commit = served.head("main");
    served.git("read-tree", "main");
    served.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",vendor/lib");
    String tree = served.git("write-tree").strip();
    String user = "user.name=t";
    String added =
        served
            .git("-c", user, "-c", "user.email=t@x", "commit-tree", tree, "-m", "Add a submodule")
            .strip();
    served.git("update-ref", "refs/heads/main", added);

    assertThat(Packing.names(tar(artifact(served, ContentSpec.WHOLE))))
        .containsExactly(".", "a", "vendor", "vendor/lib");
  }

  @Test
  void obeysSourceIgnoreFilesAndThenTheSpec() throws Exception {
    ServedRepository served =
        server.create(
            "fleet",
            Map.of(
                ".sourceignore", "/docs\n*.md\n",
                "a/.sourceignore", "!README.md\n",
                "a/README.md", "kept",
                "docs/x.yaml", "x",
                "logo.png", "kept, for there are patterns",
                "deploy/app.yaml", "app"));
    ContentSpec content =
        new ContentSpec(Optional.of("/docs/*\n!/docs/x.yaml\n"), false, List.of(), List.of());

    assertThat(Packing.names(tar(artifact(served, content))))
        .containsExactly(
            ".",
            ".sourceignore",
            "a",
            "a/.sourceignore",
            "a/README.md",
            "deploy",
            "deploy/app.yaml",
            "docs/x.yaml",
            "logo.png");
  }

  @Test
  void keepsNamesThatAreNoUtf8() throws Exception {
    ServedRepository served =
        server.create(
            "fleet",
            Map.of(
                ".sourceignore", "# none of the following\n",
                "\"lat\\351n.yaml\"", "e acute",
                "\"lat\\350n.yaml\"", "e grave",
                "\"d\\351r/f.yaml\"", "f"));
    Include include = new Include("other", Optional.empty(), Optional.empty());

    Artifact artifact = artifact(served, ContentSpec.WHOLE);
    Artifact including = artifact(server.create("fleet-of", Map.of("a", "a")), include, artifact);

    String[] paths = {"d\u00e9r", "d\u00e9r/f.yaml", "lat\u00e8n.yaml", "lat\u00e9n.yaml"};
    assertThat(records(tar(artifact))).containsExactly(paths);
    assertThat(records(tar(including)))
        .containsExactly(Stream.of(paths).map("other/"::concat).toArray(String[]::new));
  }

  /** The paths that do not fit a plain header, a character for each byte. */
  private static List<String> records(byte[] tar) {
    return Pattern.compile("\\d+ path=(.*)\n")
        .matcher(new String(tar, StandardCharsets.ISO_8859_1))
        .results()
        .map(record -> record.group(1))
        .toList();
  }

  @Test
  void takesTheSparseDirectoriesAlone() throws Exception {
    ServedRepository served =
        server.create("fleet", Map.of("README", "r", "apps/a", "a", "apps-old/b", "b"));
    ContentSpec content = new ContentSpec(Optional.empty(), false, List.of(), List.of("./apps"));

    assertThat(Packing.names(tar(artifact(served, content))))
        .containsExactly(".", "apps", "apps/a");
  }

  @Test
  void takesNoLinkForASparseDirectory() throws Exception {
    ServedRepository served = server.create("fleet", Map.of("apps/a", "a"));
    served.commitEntries(
        "main", Map.of("link", Entry.link("apps"), "links/only", Entry.link("../apps/a")));
    ContentSpec link = new ContentSpec(Optional.empty(), false, List.of(), List.of("link"));
    ContentSpec links = new ContentSpec(Optional.empty(), false, List.of(), List.of("links"));

    assertThatThrownBy(() -> artifact(served, link))
        .hasMessageEndingWith(
            "sparse checkout dir 'link' does not exist in repository: lstat link: no such file or"
                + " directory");
    assertThat(Packing.names(tar(artifact(served, links)))).containsExactly(".", "links");
  }

  @Test
  void includesAnotherArtifact() throws Exception {
    ServedRepository other =
        server.create("other", Map.of("deploy/x.yaml", "x", "deploy/.sourceignore", "*.txt"));
    other.commitEntries("main", Map.of("deploy/run.sh", Entry.executable("run")));
    ServedRepository served = server.create("fleet", Map.of("a", "a"));
    Artifact included = artifact(other, ContentSpec.WHOLE);
    Include include = new Include("other", Optional.of("deploy"), Optional.of("/../base/./other"));

    Artifact artifact = artifact(served, include, included);

    assertThat(Packing.list(tar(artifact)))
        .containsExactly(
            "5 0000750 .",
            "0 0000600 a",
            "5 0000750 base",
            "5 0000750 base/other",
            "0 0000600 base/other/.sourceignore",
            "0 0000700 base/other/run.sh",
            "0 0000600 base/other/x.yaml");
  }

  @Test
  void refusesAnIncludeOverWhatIsThere() {
    Artifact included = artifact(server.create("other", Map.of("x", "x")), ContentSpec.WHOLE);
    ServedRepository served = server.create("fleet", Map.of("other/a", "a"));
    Include include = new Include("other", Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> artifact(served, include, included))
        .isInstanceOfSatisfying(
            ArtifactException.class, failure -> assertThat(failure.step()).isEqualTo(Step.INCLUDE))
        .hasMessage("'other' include from  to other: file exists");
  }

  @Test
  void refusesAnIncludeOfWhatIsNotThere() {
    Artifact included = artifact(server.create("other", Map.of("x", "x")), ContentSpec.WHOLE);
    ServedRepository served = server.create("fleet", Map.of("a", "a"));
    Include include = new Include("other", Optional.of("y"), Optional.empty());

    assertThatThrownBy(() -> artifact(served, include, included))
        .hasMessage("'other' include from y to other: no such file or directory");
  }

  @Test
  void fetchesAgainWhatWasDamagedOnDisk() throws Exception {
    ServedRepository served = server.create("fleet", Map.of("a", "a"));
    Artifact before = artifact(served, ContentSpec.WHOLE);
    try (var files = java.nio.file.Files.walk(folder.resolve("git"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pack")).toList()) {
        java.nio.file.Files.write(file, new byte[100]);
      }
    }
    mirrors.close();
    mirrors =
        new GitMirrors(
            folder.resolve("git"),
            CLOCK,
            new Random(1),
            Connections.direct(),
            Workers.ofThisMachine());

    assertThat(artifact(served, ContentSpec.WHOLE).digest()).isEqualTo(before.digest());
  }

  @Test
  void tellsOfAnEmptyRepositoryAndAMissingBranchAsFluxDoes() {
    ServedRepository empty = server.create("empty");
    ServedRepository served = server.create("fleet");
    served.commit("other", Map.of("a", "a"));

    assertThatThrownBy(() -> artifact(empty, ContentSpec.WHOLE))
        .isInstanceOfSatisfying(
            GitException.class,
            failure ->
                assertThat(failure.problem()).isEqualTo(GitException.Problem.EMPTY_REPOSITORY))
        .hasMessage("git repository is empty");
    assertThatThrownBy(() -> artifact(served, ContentSpec.WHOLE))
        .hasMessage(
            "unable to clone '%s': couldn't find remote ref \"refs/heads/main\""
                .formatted(served.url()));
  }

  private Artifact artifact(ServedRepository served, ContentSpec content) {
    return mirrors
        .mirror(remote(served), Holder.PROCESS)
        .tree(
            MAIN,
            tree -> {
              try (Assembly assembly = Assembly.of(store, tree, content)) {
                return assembly.archive(name(served));
              }
            });
  }

  private Artifact artifact(ServedRepository served, Include include, Artifact included) {
    return mirrors
        .mirror(remote(served), Holder.PROCESS)
        .tree(
            MAIN,
            tree -> {
              try (Assembly assembly = Assembly.of(store, tree, ContentSpec.WHOLE)) {
                assembly.include(include, included);
                return assembly.archive(name(served));
              }
            });
  }

  private byte[] tar(Artifact artifact) throws IOException {
    return Packing.unzip(folder.resolve("data").resolve(artifact.path()));
  }

  private static NamespacedName name(ServedRepository served) {
    return new NamespacedName("flux-system", served.directory().getFileName().toString());
  }

  private static GitRemote remote(ServedRepository served) {
    return GitRemote.parse(served.url(), GitAccess.ANONYMOUS, Duration.ofSeconds(20));
  }
}
