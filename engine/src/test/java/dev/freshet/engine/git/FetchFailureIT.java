package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.git.tree.RepositoryFile;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.testkit.git.GitRequest;
import dev.freshet.testkit.git.ServedRepository;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of a fetch that the server refuses, or that breaks off. */
class FetchFailureIT extends GitServerCase {
  private ServedRepository served() {
    byte[] incompressible = new byte[40_000];
    new Random(1).nextBytes(incompressible);
    return server.create("fleet", Map.of("a", HexFormat.of().formatHex(incompressible)));
  }

  private static Revision read(GitMirror mirror, CheckoutRef ref) {
    return mirror.tree(ref, RevisionTree::revision);
  }

  private long posts() {
    return server.requests().stream()
        .map(GitRequest::method)
        .filter(method -> method.equals("POST"))
        .count();
  }

  @Test
  void tellsWhyAPackBrokeOffThreeTimes() throws IOException {
    ServedRepository served = served();
    try (ForwardProxy proxy = ForwardProxy.start("u", "p")) {
      ProxyAddress address = ProxyAddress.parse(proxy.url()).withAccount("u", "p");
      GitMirror mirror =
          mirrors.mirror(
              GitRemote.parse(
                  served.url(), GitAccess.ANONYMOUS.withProxy(address), Duration.ofSeconds(10)),
              Fixture.HOLDER);
      proxy.breakOffAfter(20_000);

      assertThatThrownBy(() -> read(mirror, MAIN))
          .hasMessage("unable to clone '%s': the connection" + " broke off", served.url())
          .hasRootCauseInstanceOf(EOFException.class);
      // Our listing, and three times the listing of the fetch and a pack.
      assertThat(posts()).isEqualTo(7);
      proxy.breakOffAfter(Integer.MAX_VALUE);
      assertThat(read(mirror, MAIN).commit()).isEqualTo(served.head("main"));
    }
  }

  @Test
  void takesACommitThatIsNoHeadFromAnOldServer() {
    ServedRepository served = served();
    String pinned = served.head("main");
    served.commit("main", Map.of("b", "2"));
    server.withoutProtocolVersions();

    Revision revision = read(mirror(served), new CheckoutRef.Commit(pinned, Optional.empty()));

    assertThat(revision).hasToString("sha1:" + pinned);
  }

  @Test
  void fetchesAllFromAServerThatCannotCutAHistory() {
    ServedRepository served = served();
    served.commit("main", Map.of("b", "2"));
    server.withoutShallow();
    GitMirror mirror = mirror(served);

    assertThat(read(mirror, MAIN).commit()).isEqualTo(served.head("main"));
    served.commit("main", Map.of("b", "3"));
    assertThat(read(mirror, MAIN).commit()).isEqualTo(served.head("main"));
    server.withoutProtocolVersions();
    restart();
    served.commit("main", Map.of("b", "4"));
    assertThat(read(mirror(served), MAIN).commit()).isEqualTo(served.head("main"));
  }

  @Test
  void beginsAnewWithAServerThatNoLongerCutsHistories() {
    ServedRepository served = served();
    byte[] first = served.git("show", "main:a").getBytes(StandardCharsets.UTF_8);
    served.commit("main", Map.of("a", "other"));
    GitMirror mirror = mirror(served);
    assertThat(read(mirror, MAIN).commit()).isEqualTo(served.head("main"));
    server.withoutShallow();
    // The server would take the first text for known, since it led to what is here.
    served.commit("main", Map.of("a", new String(first, StandardCharsets.UTF_8)));

    List<RepositoryFile> files = mirror.files(MAIN, ".", path -> path.equals("a"));

    assertThat(files)
        .singleElement()
        .satisfies(file -> assertThat(file.content()).isEqualTo(first));
  }

  @Test
  void findsACommitOnItsBranchWhereAServerCannotCutAHistory() {
    ServedRepository served = served();
    String pinned = served.head("main");
    served.commit("main", Map.of("b", "2"));
    server.withoutShallow();

    Revision revision = read(mirror(served), new CheckoutRef.Commit(pinned, Optional.of("main")));

    assertThat(revision.commit()).isEqualTo(pinned);
  }

  @Test
  void asksForTheBranchesBeforeItTakesACommitForMissing() {
    ServedRepository served = served();
    server.withoutProtocolVersions();
    CheckoutRef absent = new CheckoutRef.Commit("0".repeat(39) + "1", Optional.empty());

    assertThatThrownBy(() -> read(mirror(served), absent)).hasMessageEndingWith("object not found");
    assertThat(posts()).isEqualTo(2);
  }
}
