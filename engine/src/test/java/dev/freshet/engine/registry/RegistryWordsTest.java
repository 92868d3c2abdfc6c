package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ALICE;
import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a registry's words, and of the credentials shown to it, is passed on. */
class RegistryWordsTest {
  private final Scans scans = new Scans();
  private final InProcessRegistry registry = InProcessRegistry.serving(REPOSITORY, 3);

  @AfterEach
  void close() {
    scans.close();
    registry.close();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining(message)
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1500));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @Test
  void readsDeepErrorsAndPassesOnOnlySoMuch() {
    registry.failAlways(
        Place.page(1),
        Fault.status(
            400,
            "{\"errors\":[{\"code\":\"X\",\"message\":\"m\",\"detail\":" + nested(30_000) + "}]}"));
    assertRefused("unexpected status code 400 Bad Request");

    registry.failAlways(
        Place.page(1),
        Fault.status(
            404,
            "{\"errors\":[{\"code\":\"X\",\"message\":\"" + "m\u009b31m".repeat(5000) + "\"}]}"));
    assertRefused("X: m\uFFFD31m");
  }

  @Test
  void passesOnNothingElseOfABody() {
    registry.failAlways(Place.page(1), Fault.status(403, "TOP-SECRET of an internal service"));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("unexpected status code 403 Forbidden");

    registry.failAlways(Place.page(1), Fault.status(200, "TOP-SECRET of an internal service"));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("malformed answer: it is not JSON");
  }

  @Test
  void cutsASecretOutBeforeItCutsTheText() {
    String echo = "x".repeat(495) + "s3cr3t-p4ss";
    registry.failAlways(
        Place.page(1),
        Fault.status(403, "{\"errors\":[{\"code\":\"X\",\"message\":\"" + echo + "\"}]}"));

    assertThatThrownBy(() -> scans.tags(registry, ALICE)).hasMessageNotContaining("s3cr");
  }

  @Test
  void saysThatARefusedPasswordEndsInALineEnd() {
    registry.withPassword("alice", "s3cr3t-p4ss");
    RegistryAccess access = ANONYMOUS.with(new RegistryCredentials.Basic("alice", "s3cr3t-p4ss\n"));

    assertThatThrownBy(() -> scans.tags(registry, access))
        .hasMessageEndingWith(
            "UNAUTHORIZED: authentication required (the password ends in a line end)")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void refusesCredentialsWithControlCharacters() {
    assertThatThrownBy(() -> new RegistryCredentials.Basic("a\r\nX: y", "p"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the user name holds control characters");
    assertThatThrownBy(() -> new RegistryCredentials.Basic("a", "p\0" + "\0".repeat(80_000)))
        .hasMessage("the password holds control characters");
    assertThatThrownBy(() -> new RegistryCredentials.IdentityToken("a\nb"))
        .hasMessage("the identity token holds control characters");
  }

  @Test
  void cutsWhatIsShownOfARedirect() {
    registry.failAlways(
        Place.page(1),
        new Fault.RedirectTo(URI.create("http://registry.example/" + "x".repeat(5000))));

    assertRefused("would leave TLS");
  }
}
