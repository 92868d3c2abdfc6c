package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.store.MirrorStore;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tenants know the URL of a private repository; one of them knows a password. */
class SecretRotationIT extends GitServerCase {
  private static final Holder SOURCE = new Holder("victim", "GitRepository victim/fleet");
  private static final Holder AUTOMATION = new Holder("victim", "ImageUpdateAutomation victim/a");
  private static final Holder ATTACKER = new Holder("attacker", "GitRepository attacker/fleet");

  private ServedRepository served;

  @BeforeEach
  void serve() {
    served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
    server.requireBasic("git", "first");
  }

  private GitMirror mirror(String password, Holder holder) {
    GitAccess access =
        GitAccess.ANONYMOUS.withCredentials(new GitCredentials.Basic("git", password));
    return mirrors.mirror(GitRemote.parse(served.url(), access, Duration.ofSeconds(10)), holder);
  }

  private String read(String password, Holder holder) {
    return mirror(password, holder).tree(MAIN, tree -> tree.files().getFirst().path());
  }

  private long fetches() {
    return server.requests().stream()
        .filter(request -> request.path().endsWith("git-upload-pack"))
        .count();
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("state"))) {
      return files.filter(path -> path.toString().endsWith(MirrorStore.SUFFIX)).toList();
    }
  }

  @Test
  void whoDoesNotKnowThePasswordReadsNothing() {
    read("first", SOURCE);

    assertThatThrownBy(() -> read("guessed", ATTACKER))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("authentication");
    assertThat(mirror("guessed", ATTACKER).copy().store().heads()).isEmpty();
  }

  @Test
  void keepsTheMirrorWhenTheServerHasAcceptedANewPassword() throws IOException {
    read("first", SOURCE);
    server.requireBasic("git", "second");
    server.forgetRequests();
    read("second", SOURCE);

    long withMirror = fetches();
    mirrors.release(SOURCE);
    server.forgetRequests();
    read("second", SOURCE);

    assertThat(withMirror).isLessThan(fetches());
    assertThat(copies()).hasSize(1);
  }

  @Test
  void keepsNothingForAPasswordThatIsRefusedAndAllForTheOneAfterIt() throws IOException {
    read("first", SOURCE);
    server.requireBasic("git", "third");

    assertThatThrownBy(() -> read("second", SOURCE)).isInstanceOf(GitException.class);
    assertThat(mirror("second", SOURCE).copy().store().heads()).isEmpty();
    read("third", SOURCE);

    assertThat(mirror("third", SOURCE).copy().store().heads()).isNotEmpty();
    assertThat(copies()).hasSize(1);
  }

  @Test
  void takesOverNothingFromAnotherUser() {
    read("first", SOURCE);
    server.requireBasic("other", "first");
    GitAccess access =
        GitAccess.ANONYMOUS.withCredentials(new GitCredentials.Basic("other", "first"));
    GitMirror mirror =
        mirrors.mirror(GitRemote.parse(served.url(), access, Duration.ofSeconds(10)), SOURCE);

    mirror.head(MAIN);

    assertThat(mirror.copy().store().heads()).isEmpty();
  }

  @Test
  void objectsThatShareAnAccessMoveOneByOne() throws IOException {
    read("first", SOURCE);
    mirror("first", AUTOMATION).update(request("main", ".", setting("ns:p", "app:2")));
    server.requireBasic("git", "second");
    read("second", SOURCE);
    assertThat(copies()).hasSize(2);
    served.commit("main", Map.of("b.yaml", manifest("app:1", "ns:p")));

    PushOutcome outcome =
        mirror("second", AUTOMATION).update(request("main", ".", setting("ns:p", "app:3")));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.fsck()).isEmpty();
    assertThat(copies()).hasSize(1);
    mirrors.release(SOURCE);
    mirrors.release(AUTOMATION);
    assertThat(copies()).isEmpty();
  }
}
