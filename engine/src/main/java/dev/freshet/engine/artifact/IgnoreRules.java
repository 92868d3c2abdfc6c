package dev.freshet.engine.artifact;

import dev.freshet.core.Cutoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is left out of an artifact; of several patterns that match, the last one counts. */
final class IgnoreRules {
  /** The file that holds patterns for its directory and all below. */
  static final String FILE = ".sourceignore";

  private static final List<String> VERSION_CONTROL =
      List.of(".git/", ".gitignore", ".gitmodules", ".gitattributes");

  /** Counts where nobody has said anything else. */
  private static final List<String> NO_MANIFESTS =
      List.of(
          "*.jpg",
          "*.jpeg",
          "*.gif",
          "*.png",
          "*.wmv",
          "*.flv",
          "*.tar.gz",
          "*.zip",
          ".github/",
          ".circleci/",
          ".travis.yml",
          ".gitlab-ci.yml",
          "appveyor.yml",
          ".drone.yml",
          "cloudbuild.yaml",
          "codeship-services.yml",
          "codeship-steps.yml",
          "**/.goreleaser.yml",
          "**/.sops.yaml",
          "**/.flux.yaml");

  private final List<IgnorePattern> patterns;

  private IgnoreRules(List<IgnorePattern> patterns) {
    this.patterns = patterns;
  }

  /** The patterns that the repository and its GitRepository give, weakest first. */
  static IgnoreRules of(List<IgnorePattern> given) {
    List<IgnorePattern> patterns = new ArrayList<>(atRoot(VERSION_CONTROL));
    patterns.addAll(given.isEmpty() ? atRoot(NO_MANIFESTS) : given);
    return new IgnoreRules(patterns);
  }

  /** The patterns of a text, whose file lies in the directory that the domain names. */
  static List<IgnorePattern> read(String text, List<String> domain) {
    return text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> IgnorePattern.parse(line, domain))
        .toList();
  }

  boolean ignores(List<String> path, EntryKind kind) {
    Cutoff.check();
    return patterns.reversed().stream()
        .map(pattern -> pattern.of(path, kind))
        .flatMap(Optional::stream)
        .findFirst()
        .filter(verdict -> verdict == IgnorePattern.Verdict.IGNORE)
        .isPresent();
  }

  private static List<IgnorePattern> atRoot(List<String> lines) {
    return lines.stream().map(line -> IgnorePattern.parse(line, List.of())).toList();
  }
}
