package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.credential.GitRemoteException;
import dev.freshet.engine.git.failure.GitException;

/** What an ImageUpdateAutomation says of what went wrong with its repository. */
final class UpdateFailures {
  private UpdateFailures() {}

  static AutomationException of(GitException failure) {
    return switch (failure.problem()) {
      case UNREACHABLE, UNKNOWN_REFERENCE, EMPTY_REPOSITORY, BROKEN_COPY, TOO_LARGE ->
          failed(Reason.GIT_OPERATION_FAILED, "failed to checkout source: ", failure);
      case NO_SUCH_PATH ->
          failed(
              Reason.UPDATE_FAILED, "failed to apply policies: walking path for files: ", failure);
      case UNWRITABLE -> failed(Reason.GIT_OPERATION_FAILED, "failed to update source: ", failure);
      case PUSH_REFUSED, PUSH_OVERTAKEN ->
          failed(
              Reason.GIT_OPERATION_FAILED,
              "failed to update source: failed to push to remote: ",
              failure);
    };
  }

  private static AutomationException failed(Reason reason, String action, GitException failure) {
    return new ReasonedException(reason, action + failure.getMessage(), failure);
  }

  static AutomationException of(GitRemoteException failure, GitRepository repository) {
    String problem = String.valueOf(failure.getMessage());
    return switch (failure.failure()) {
      case PROXY -> misconfigured(problem, failure);
      case SECRET ->
          misconfigured(
              "failed to get auth secret '%s/%s': %s"
                  .formatted(
                      repository.metadata().namespace(),
                      repository.secretRef().orElseThrow(),
                      problem),
              failure);
      case CREDENTIALS ->
          misconfigured("failed to configure authentication options: " + problem, failure);
      case TRANSPORT, ADDRESS, PROVIDER ->
          misconfigured(
              "GitRepository %s: %s".formatted(repository.metadata().key(), problem), failure);
      case APP_WITHOUT_SECRET, SECRET_WITHOUT_APP, APP_WITHOUT_PROVIDER ->
          new ReasonedException(
              Reason.INVALID_SOURCE_CONFIGURATION,
              problem + ": invalid source configuration",
              failure);
    };
  }

  private static AutomationException misconfigured(String problem, GitRemoteException failure) {
    return new ReasonedException(
        Reason.SOURCE_MANAGER_FAILED, "failed configuring source manager: " + problem, failure);
  }
}
