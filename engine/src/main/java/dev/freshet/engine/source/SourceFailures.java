package dev.freshet.engine.source;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.core.OutsideText;
import dev.freshet.engine.artifact.ArtifactException;
import dev.freshet.engine.credential.GitRemoteException;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.work.Unforeseen;

/** What a GitRepository says of what is wrong with it, or went wrong with the repository. */
final class SourceFailures {
  private SourceFailures() {}

  /** Whatever has failed in a run of the repository. */
  static AutomationException of(Throwable failure, GitRepository repository) {
    return switch (failure) {
      case GitException git -> of(git);
      case GitRemoteException remote -> of(remote, repository);
      case ArtifactException artifact -> ArtifactFailures.told(artifact);
      default -> Unforeseen.of(failure);
    };
  }

  static AutomationException of(GitException failure) {
    String cause = String.valueOf(failure.getMessage());
    return switch (failure.problem()) {
      case EMPTY_REPOSITORY -> new ReasonedException(Reason.EMPTY_GIT_REPOSITORY, cause, failure);
      case UNREACHABLE,
          UNKNOWN_REFERENCE,
          BROKEN_COPY,
          TOO_LARGE,
          NO_SUCH_PATH,
          UNWRITABLE,
          PUSH_REFUSED,
          PUSH_OVERTAKEN ->
          new ReasonedException(
              Reason.GIT_OPERATION_FAILED,
              "failed to checkout and determine revision: " + cause,
              failure);
    };
  }

  private static AutomationException of(GitRemoteException failure, GitRepository repository) {
    String problem = String.valueOf(failure.getMessage());
    return switch (failure.failure()) {
      case PROXY -> refused("failed to configure proxy options: " + problem, failure);
      case SECRET -> {
        String failed =
            "failed to get secret '%s/%s': "
                .formatted(repository.metadata().namespace(), repository.secretRef().orElseThrow());
        // Flux says it twice.
        yield refused(failed + failed + problem, failure);
      }
      case CREDENTIALS ->
          refused("failed to configure authentication options: " + problem, failure);
      case ADDRESS ->
          new ReasonedException(
              Reason.URL_INVALID,
              "failed to parse url '%s': %s".formatted(withoutUser(repository.url()), problem),
              failure);
      case TRANSPORT, PROVIDER ->
          new ReasonedException(Reason.FEATURE_GATE_DISABLED, problem, failure);
      case APP_WITHOUT_SECRET ->
          new ReasonedException(Reason.PROVIDER_WITHOUT_SECRET, problem, failure);
      case SECRET_WITHOUT_APP, APP_WITHOUT_PROVIDER ->
          new ReasonedException(Reason.INVALID_PROVIDER_CONFIGURATION, problem, failure);
    };
  }

  private static AutomationException refused(String message, GitRemoteException failure) {
    return new ReasonedException(Reason.AUTHENTICATION_FAILED, message, failure);
  }

  /** The user part may hold a password. */
  private static String withoutUser(String url) {
    int start = url.indexOf("://");
    int end = url.lastIndexOf('@');
    return OutsideText.excerpt(
        start >= 0 && end > start ? url.substring(0, start + 3) + url.substring(end + 1) : url);
  }
}
