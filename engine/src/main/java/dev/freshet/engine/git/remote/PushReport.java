package dev.freshet.engine.git.remote;

import dev.freshet.engine.git.access.GitCredentials;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** What the server made of a push: accepted, or why not in its own words. */
public sealed interface PushReport {
  record Accepted() implements PushReport {}

  record Refused(String reason) implements PushReport {}

  /**
   * What the server answered.
   *
   * @param credentials what was shown to the server, whose words must not repeat it
   */
  static PushReport of(PushResult result, GitCredentials credentials) {
    List<String> reasons = new ArrayList<>();
    for (RemoteRefUpdate update : result.getRemoteUpdates()) {
      switch (update.getStatus()) {
        case OK, UP_TO_DATE -> {}
        case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
            reasons.add("non-fast-forward update: " + update.getRemoteName());
        default ->
            reasons.add(
                "command error on %s: %s"
                    .formatted(update.getRemoteName(), said(update, credentials)));
      }
    }
    if (reasons.isEmpty()) {
      return new Accepted();
    }
    String hooks = result.getMessages() == null ? "" : result.getMessages().strip();
    return new Refused(
        String.join("; ", reasons)
            + (hooks.isEmpty()
                ? ""
                : " (remote: " + GitCredentials.said(hooks, credentials) + ")"));
  }

  private static String said(RemoteRefUpdate update, GitCredentials credentials) {
    return update.getMessage() == null
        ? update.getStatus().name()
        : GitCredentials.said(update.getMessage(), credentials);
  }
}
