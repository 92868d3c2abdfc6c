package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.testkit.git.GitHttpServer.Refusal;
import dev.freshet.testkit.git.GitRequest;
import dev.freshet.testkit.git.ServedRepository;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Git server says of its refusals reaches whoever reads the failure. */
class GitWordsIT extends GitServerCase {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String PASSWORD = "s3cr3t-pa55";

  private ThrowingCallable reading(Refusal refusal) {
    return asked(refusal, _ -> true);
  }

  private ThrowingCallable asked(Refusal refusal, Predicate<GitRequest> refused) {
    ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
    server.refusing(asked -> refused.test(asked) ? Optional.of(refusal) : Optional.empty());
    GitCredentials bot = new GitCredentials.Basic("bot", PASSWORD);
    GitMirror mirror =
        mirrors.mirror(
            GitRemote.parse(
                served.url(), GitAccess.ANONYMOUS.withCredentials(bot), Duration.ofSeconds(20)),
            Fixture.HOLDER);
    return refused.test(new GitRequest("GET", "/fleet.git/info/refs", "service=git-upload-pack"))
        ? () -> mirror.head(MAIN)
        : () -> mirror.update(request("main", ".", setting("ns:p", "app:2")));
  }

  @ParameterizedTest
  @CsvSource({
    "401, authentication required: The token has expired.",
    "403, authorization failed: The token has expired.",
    "404, repository not found: The token has expired.",
    "409, unexpected answer from the server: status 409: The token has expired.",
  })
  void showsTheFirstLineOfAPlainText(int status, String shown) {
    String body = "\n---\nremote: The token has expired.\nSee https://example.com\n";

    assertThatThrownBy(reading(new Refusal(status, PLAIN, body))).hasMessageEndingWith(shown);
  }

  @Test
  void showsWhyAPushIsRefused() {
    Refusal refusal =
        new Refusal(403, PLAIN, "You are not allowed to push code to protected branches.\n");

    assertThatThrownBy(asked(refusal, asked -> asked.path().endsWith("/git-receive-pack")))
        .hasMessageEndingWith(
            "authorization failed: You are not allowed to push code to protected branches.");
    assertThatThrownBy(asked(refusal, asked -> asked.query().endsWith("=git-receive-pack")))
        .hasMessageEndingWith(
            "authorization failed: You are not allowed to push code to protected branches.");
  }

  @ParameterizedTest
  @CsvSource({"text/html", "application/json", "image/png"})
  void showsNothingOfAnotherKindOfText(String type) {
    assertThatThrownBy(reading(new Refusal(403, type, "{\"secret\": \"of the cloud\"}")))
        .hasMessageEndingWith("authorization failed");
  }

  @ParameterizedTest
  @CsvSource({"''", "'\n\n'", "'--- ***\n'"})
  void showsNothingOfATextThatSaysNothing(String body) {
    assertThatThrownBy(reading(new Refusal(403, PLAIN, body)))
        .hasMessageEndingWith("authorization failed");
  }

  @Test
  void tellsOfAPageToLogIn() {
    assertThatThrownBy(reading(new Refusal(203, "text/html", "<html>Sign in</html>")))
        .hasMessageEndingWith("the server shows a web page, perhaps to log in (status 203)");
  }

  @ParameterizedTest
  @CsvSource({"AS_ASKED", "OLDEST"})
  void refusesARepositoryWithOtherObjectNames(String protocol) {
    ServedRepository served = server.createSha256("other");
    if (protocol.equals("OLDEST")) {
      server.withoutProtocolVersions();
    }

    assertThatThrownBy(() -> mirror(served).head(MAIN))
        .hasMessageEndingWith(
            "the repository's objects are named by sha256; only SHA-1 repositories can be used");
  }

  @Test
  void showsNeitherSecretsNorControlCharactersNorMoreThanIsRead() {
    String login = new GitCredentials.Basic("bot", PASSWORD).authorization().orElseThrow().text();
    String body =
        "bot with %s and %s\u001b[31m is not known%s".formatted(PASSWORD, login, "!".repeat(9_000));

    assertThatThrownBy(reading(new Refusal(401, PLAIN, body)))
        .hasMessageContaining(
            "authentication required: bot with *** and Basic ***\uFFFD[31m is not")
        .satisfies(failure -> assertThat(failure.getMessage()).endsWith("…").hasSizeLessThan(700));
  }
}
