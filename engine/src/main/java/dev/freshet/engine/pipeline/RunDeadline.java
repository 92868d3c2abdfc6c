package dev.freshet.engine.pipeline;

import dev.freshet.api.Durations;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.source.GitRepository;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.work.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The end of one object's run, whatever it waits for. Requests have times of their own, so this is
 * for what those do not see: a server that never lets a request end, a turn that never comes.
 *
 * @param slack how long a run may take beside its requests
 */
record RunDeadline(Duration slack) {
  /** As many operations, each as long as the object allows, are in one run. */
  private static final int OPERATIONS = 5;

  /** Where the object does not say: an interval may be a day. */
  private static final Duration UNSAID = Duration.ofMinutes(5);

  <T> T during(KnownObjects objects, Reconcilable one, Supplier<T> work) {
    Duration most = slack.plus(timeout(objects, one).multipliedBy(OPERATIONS));
    return Deadline.of(
        most, "the run took more than " + Durations.format(most) + " and was ended", work::get);
  }

  private static Duration timeout(KnownObjects objects, Reconcilable one) {
    return switch (one) {
      case Reconcilable.Source(var source) -> source.timeout();
      case Reconcilable.Repository(var repository) -> repository.timeout().orElse(UNSAID);
      case Reconcilable.Policy(var policy) ->
          objects
              .repository(policy.imageRepositoryRef())
              .flatMap(ImageRepository::timeout)
              .orElse(UNSAID);
      case Reconcilable.Automation(var automation) ->
          Optional.of(automation.sourceRef())
              .flatMap(objects::source)
              .map(GitRepository::timeout)
              .orElse(GitRemote.DEFAULT_TIMEOUT);
    };
  }
}
