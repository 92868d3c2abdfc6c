package dev.freshet.cli.terminal;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** Which state folder a command, and those below it, use. */
public final class StateOptions {
  private final OptionSpec directory =
      OptionSpec.builder("--state")
          .type(Path.class)
          .paramLabel("DIR")
          .scopeType(ScopeType.INHERIT)
          .description("state folder (default: $XDG_STATE_HOME/freshet or ~/.local/state/freshet)")
          .build();

  public OptionSpec option() {
    return directory;
  }

  public Path directory() {
    return Optional.<Path>ofNullable(directory.getValue()).orElseGet(StateOptions::standard);
  }

  private static Path standard() {
    return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute) // the XDG rules say to ignore any other
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
        .resolve("freshet");
  }
}
