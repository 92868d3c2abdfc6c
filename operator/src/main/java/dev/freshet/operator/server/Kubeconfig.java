package dev.freshet.operator.server;

import dev.freshet.core.InvalidInputException;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster a user means. The client library falls back to the current context, to no user, or
 * to an address that only Pods can look up, where this refuses.
 */
record Kubeconfig(Optional<Path> file, Optional<String> context) {
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  Config read() {
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw refused("it cannot be read");
    }
    Config config = parsed();
    NamedContext current = config.getCurrentContext();
    if (context.isPresent() && (current == null || !context.get().equals(current.getName()))) {
      throw refused("context \"%s\" does not exist".formatted(context.get()));
    }
    if (current == null) {
      requirePod(config);
    } else {
      requireWhole(config, current);
    }
    return config;
  }

  private Config parsed() {
    try {
      return file.isPresent()
          ? Config.fromKubeconfig(context.orElse(null), file.get().toFile())
          : Config.autoConfigure(context.orElse(null));
    } catch (RuntimeException unreadable) { // of whichever YAML reader the library uses
      throw refused(problem(unreadable));
    }
  }

  /** The text around an error may be a token, so only the place is told. */
  private static String problem(RuntimeException unreadable) {
    Matcher line = LINE.matcher(String.valueOf(unreadable.getMessage()));
    return line.find()
        ? "it is no YAML that can be read: see line " + line.group(1)
        : "it is no kubeconfig";
  }

  private void requirePod(Config config) {
    if (file.isPresent() || !config.getContexts().isEmpty()) {
      throw refused("its current context is not set, or not there, and no other is named");
    }
    if (config.getAutoOAuthToken() == null
        && config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)) {
      throw refused("it is not there or empty, nor is there the service account of a Pod");
    }
  }

  private void requireWhole(Config config, NamedContext current) {
    if (config.getFileWithCluster() == null) {
      throw missing(current, "cluster", current.getContext().getCluster());
    }
    String user = current.getContext().getUser();
    if (user != null && !user.isEmpty() && config.getFileWithAuthInfo() == null) {
      throw missing(current, "user", user);
    }
  }

  private InvalidInputException missing(NamedContext current, String what, @Nullable String name) {
    return refused(
        "context \"%s\": %s \"%s\" does not exist"
            .formatted(current.getName(), what, name == null ? "" : name));
  }

  private InvalidInputException refused(String problem) {
    return new InvalidInputException("kubeconfig %s: %s".formatted(place(), problem));
  }

  private String place() {
    return file.map(Path::toString)
        .orElseGet(() -> String.join(", ", Config.getKubeconfigFilenames()));
  }
}
