package dev.freshet.cli.run;

import dev.freshet.api.manifest.Manifests;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.work.Unforeseen;
import java.util.Optional;

/**
 * The manifests of a process that lives on. What cannot be read now leaves in use what was read
 * before; why is told once, and it is tried again.
 */
final class CurrentManifests {
  private final StateFolder state;
  private final Workspace workspace;
  private final Report report;
  private String seen = "";
  private String told = "";

  CurrentManifests(StateFolder state, Workspace workspace, Report report) {
    this.state = state;
    this.workspace = workspace;
    this.report = report;
  }

  /** The manifests, which must be readable. */
  Manifests require() {
    String now = workspace.fingerprint();
    Manifests manifests = workspace.load();
    report.read(manifests);
    state.manifests().write(manifests);
    seen = now;
    return manifests;
  }

  /** What there is, if something can be read that has not been returned before. */
  Optional<Manifests> news() {
    try {
      Optional<Manifests> news =
          workspace.fingerprint().equals(seen) ? Optional.empty() : Optional.of(require());
      told = "";
      return news;
    } catch (Throwable failure) {
      String problem = String.valueOf(Unforeseen.of(failure).getMessage());
      if (!problem.equals(told)) {
        told = problem;
        report.warn(problem + "; trying again");
      }
      return Optional.empty();
    }
  }

  /** Whether nothing could be read yet. */
  boolean isMissing() {
    return seen.isEmpty();
  }
}
