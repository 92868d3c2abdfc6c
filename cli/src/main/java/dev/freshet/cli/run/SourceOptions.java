package dev.freshet.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the manifests and the Secrets of a run come from. */
public final class SourceOptions {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR|URL",
      description = "folder, or http(s) URL of a Git repository, that holds Flux's manifests")
  private String from = "";

  @Option(
      names = "--branch",
      paramLabel = "BRANCH",
      description = "branch to read when --from is a URL (default: the remote's default branch)")
  private @Nullable String branch;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "read only what lies below this path of --from")
  private String path = "";

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description = "folder with more manifests, for Secrets that are not in Git")
  private @Nullable Path secrets;

  String from() {
    return from;
  }

  boolean isUrl() {
    return from.contains("://");
  }

  Optional<String> branch() {
    return Optional.ofNullable(branch);
  }

  /** Refuses flags that do not go together. */
  void requireValidFor(CommandLine command) {
    if (branch != null && !isUrl()) {
      throw new ParameterException(
          command, "--branch goes with a URL: a folder has what is checked out in it");
    }
  }

  String path() {
    return path;
  }

  Optional<Path> secrets() {
    return Optional.ofNullable(secrets);
  }
}
