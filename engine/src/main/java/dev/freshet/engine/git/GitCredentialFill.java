package dev.freshet.engine.git;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks the user's own Git for credentials, as {@code git fetch} would, but never the user: no
 * prompt, no window, and an answer within a bounded time or none.
 */
public final class GitCredentialFill {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ProcessBuilder command;
  private final Duration patience;

  private GitCredentialFill(ProcessBuilder command, Duration patience) {
    this.command = command;
    this.patience = patience;
  }

  /** Asks the {@code git} on the PATH, with the environment of this process. */
  public static GitCredentialFill ofUser() {
    return withEnvironment(System.getenv());
  }

  static GitCredentialFill withEnvironment(Map<String, String> environment) {
    ProcessBuilder command =
        new ProcessBuilder("git", "-c", "credential.interactive=false", "credential", "fill");
    command.environment().clear();
    command.environment().putAll(environment);
    command.environment().put("GIT_TERMINAL_PROMPT", "0");
    command.environment().put("GCM_INTERACTIVE", "never");
    // Programs that ask in a window; naming none keeps Git from finding one in its configuration.
    command.environment().put("GIT_ASKPASS", "");
    command.environment().put("SSH_ASKPASS", "");
    command.redirectError(Redirect.DISCARD);
    return new GitCredentialFill(command, PATIENCE);
  }

  GitCredentialFill withPatience(Duration other) {
    return new GitCredentialFill(command, other);
  }

  /** The user and password for the URL; none when Git knows none or is not installed. */
  public Optional<GitCredentials> credentials(String url) {
    URI uri = URI.create(url);
    try {
      Process git = command.start();
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> read(git), task -> Thread.ofVirtual().start(task));
      try (OutputStream input = git.getOutputStream()) {
        input.write(question(uri).getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // Git ended without reading; its exit status tells.
      }
      if (!git.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || git.exitValue() != 0) {
        git.descendants().forEach(ProcessHandle::destroyForcibly);
        git.destroyForcibly();
        return Optional.empty();
      }
      return basic(answer.join());
    } catch (IOException _) {
      // Without Git there is nobody to ask.
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String question(URI uri) {
    String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    return "protocol=%s\nhost=%s\npath=%s\n\n".formatted(uri.getScheme(), host, path);
  }

  private static String read(Process git) {
    try (var output = git.inputReader(StandardCharsets.UTF_8)) {
      return output.readAllAsString();
    } catch (IOException _) {
      // Cut off by the end of the process.
      return "";
    }
  }

  private static Optional<GitCredentials> basic(String answer) {
    Map<String, String> fields =
        answer
            .lines()
            .filter(line -> line.contains("="))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf('=')),
                    line -> line.substring(line.indexOf('=') + 1),
                    (_, last) -> last,
                    HashMap::new));
    String username = fields.getOrDefault("username", "");
    String password = fields.getOrDefault("password", "");
    return username.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new GitCredentials.Basic(username, password));
  }
}
