package dev.freshet.engine.git.access;

import java.io.IOException;
import java.io.InputStream;
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

/**
 * Asks the user's own Git for credentials, as {@code git fetch} would, but never the user: no
 * prompt, no window, and an answer within a bounded time or none.
 */
public final class GitCredentialFill {
  private static final int MOST_BYTES = 64 << 10;
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
    GitRemote.requireAddress(url);
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
      return basic(fields(answer.join()), uri);
    } catch (IOException _) {
      // Without Git there is nobody to ask.
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String question(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return "protocol=%s\nhost=%s\npath=%s\n\n"
        .formatted(uri.getScheme(), host(uri), path.startsWith("/") ? path.substring(1) : path);
  }

  private static String host(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static String read(Process git) {
    try (InputStream output = git.getInputStream()) {
      return new String(output.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException _) {
      // Cut off by the end of the process.
      return "";
    }
  }

  private static Map<String, String> fields(String answer) {
    Map<String, String> fields = new HashMap<>();
    int start = 0;
    for (int end = answer.indexOf('\n'); end >= 0; end = answer.indexOf('\n', start)) {
      int equals = answer.indexOf('=', start);
      if (equals >= 0 && equals < end) {
        fields.put(answer.substring(start, equals), answer.substring(equals + 1, end));
      }
      start = end + 1;
    }
    return fields;
  }

  /** What Git says it is for must be what was asked about. */
  private static Optional<GitCredentials> basic(Map<String, String> fields, URI uri) {
    String username = fields.getOrDefault("username", "");
    String password = fields.getOrDefault("password", "");
    boolean isForThis =
        fields.getOrDefault("protocol", uri.getScheme()).equals(uri.getScheme())
            && fields.getOrDefault("host", host(uri)).equals(host(uri));
    return username.isEmpty() || password.isEmpty() || !isForThis
        ? Optional.empty()
        : Optional.of(new GitCredentials.Basic(username, password));
  }
}
