package dev.freshet.engine.pipeline;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.engine.state.ObjectKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What automations last reported about files, so that the same thing is told once. */
final class ToldProblems {
  private final Map<NamespacedName, List<FileProblem>> last = new ConcurrentHashMap<>();
  private final Consumer<Event> told;
  private final InstantSource clock;

  ToldProblems(Consumer<Event> told, InstantSource clock) {
    this.told = told;
    this.clock = clock;
  }

  void tell(NamespacedName automation, List<FileProblem> found) {
    List<FileProblem> known = Optional.ofNullable(last.put(automation, found)).orElse(List.of());
    for (FileProblem problem : found) {
      if (!known.contains(problem)) {
        told.accept(
            new Event(
                new ObjectKey(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, automation),
                isError(problem) ? Event.Type.WARNING : Event.Type.NORMAL,
                isError(problem) ? Reason.UPDATE_FAILED : Reason.MARKER_IGNORED,
                problem.toString(),
                clock.instant()));
      }
    }
  }

  void forget(NamespacedName automation) {
    last.remove(automation);
  }

  static boolean isError(FileProblem problem) {
    return problem.severity() == FileProblem.Severity.ERROR;
  }
}
