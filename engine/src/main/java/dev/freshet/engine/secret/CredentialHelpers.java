package dev.freshet.engine.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.core.SecretValue;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs {@code docker-credential-…} programs, each for a bounded time. */
final class CredentialHelpers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 256 << 10;
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  private record Answer(int exitCode, SecretValue said) {
    private String text() {
      return said.text();
    }
  }

  private final Map<String, String> environment;

  CredentialHelpers(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  boolean isInstalled(String helper) {
    return program(helper).isPresent();
  }

  /** What the helper has for the image's registry, if anything; an absent helper is an error. */
  Optional<RegistryCredentials> require(String helper, ImageName image) {
    Path program =
        program(helper)
            .orElseThrow(
                () -> failed(helper, image, "the program is not installed (not found on PATH)"));
    String registry = image.registry();
    Answer answer =
        run(program, helper, image, registry.equals("index.docker.io") ? HUB_KEY : registry);
    if (answer.exitCode() == 0) {
      return Optional.of(credentials(helper, image, answer.text()));
    }
    // By its protocol a helper prints failures, and this one is none.
    if (answer.text().contains("credentials not found")) {
      return Optional.empty();
    }
    throw failed(helper, image, "exit code " + answer.exitCode());
  }

  private Optional<Path> program(String helper) {
    if (!helper.matches("[A-Za-z0-9._-]+")) {
      return Optional.empty();
    }
    String path = environment.getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "docker-credential-" + helper))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Answer run(Path program, String helper, ImageName image, String registry) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "get")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return await(process, registry);
    } catch (IOException | ExecutionException cause) {
      throw failed(helper, image, "it cannot be run: " + cause.getClass().getSimpleName());
    } catch (TimeoutException _) {
      throw failed(helper, image, "no answer within " + PATIENCE.toSeconds() + "s");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failed(helper, image, "interrupted");
    }
  }

  private static Answer await(Process process, String registry)
      throws InterruptedException, ExecutionException, TimeoutException {
    var reading = new FutureTask<>(() -> answer(process, registry));
    Thread.ofVirtual().start(reading);
    try {
      return reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Answer answer(Process process, String registry)
      throws IOException, InterruptedException {
    try (OutputStream question = process.getOutputStream()) {
      question.write((registry + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // A helper may answer and end without reading the question; its answer counts.
    }
    byte[] said = process.getInputStream().readNBytes(MOST_BYTES);
    return new Answer(process.waitFor(), SecretValue.of(said));
  }

  private static RegistryCredentials credentials(String helper, ImageName image, String answer) {
    JsonNode json;
    try {
      json = JSON.readTree(answer);
    } catch (JsonProcessingException _) {
      throw failed(helper, image, "its answer is not JSON"); // and may be a secret
    }
    String user = json.path("Username").asText("");
    String secret = json.path("Secret").asText("");
    return user.equals("<token>")
        ? new RegistryCredentials.IdentityToken(secret)
        : new RegistryCredentials.Basic(user, secret);
  }

  private static AutomationException failed(String helper, ImageName image, String cause) {
    return new ReasonedException(
        Reason.AUTHENTICATION_FAILED,
        "ask docker-credential-%s for %s: %s".formatted(helper, image.registry(), cause));
  }
}
