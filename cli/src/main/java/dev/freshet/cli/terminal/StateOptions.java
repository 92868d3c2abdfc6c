package dev.freshet.cli.terminal;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which state folder a command uses. */
public final class StateOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "state folder (default: $XDG_STATE_HOME/freshet or ~/.local/state/freshet)")
  private @Nullable Path directory;

  public Path directory() {
    return Optional.ofNullable(directory).orElseGet(StateOptions::standard);
  }

  private static Path standard() {
    return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute) // the XDG rules say to ignore any other
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
        .resolve("freshet");
  }
}
