package dev.freshet.engine.pipeline;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.engine.state.ObjectKey;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What automations last reported about files, so that the same thing is told once. */
final class ToldProblems {
  /** More would crowd out what else is told. */
  private static final int MOST_AT_ONCE = 50;

  private final Map<NamespacedName, List<FileProblem>> last = new ConcurrentHashMap<>();
  private final Consumer<Event> told;
  private final InstantSource clock;

  ToldProblems(Consumer<Event> told, InstantSource clock) {
    this.told = told;
    this.clock = clock;
  }

  void tell(NamespacedName automation, List<FileProblem> found) {
    Set<FileProblem> known =
        Set.copyOf(Optional.ofNullable(last.put(automation, found)).orElse(List.of()));
    List<FileProblem> fresh =
        found.stream()
            .filter(problem -> !known.contains(problem))
            .sorted(Comparator.comparing(FileProblem::severity))
            .toList();
    for (FileProblem problem : fresh.subList(0, Math.min(fresh.size(), MOST_AT_ONCE))) {
      Event.Type type = isError(problem) ? Event.Type.WARNING : Event.Type.NORMAL;
      tell(automation, type, problem.toString());
    }
    if (fresh.size() > MOST_AT_ONCE) {
      tell(
          automation,
          isError(fresh.get(MOST_AT_ONCE)) ? Event.Type.WARNING : Event.Type.NORMAL,
          "and %,d more; 'freshet preview' lists them all".formatted(fresh.size() - MOST_AT_ONCE));
    }
  }

  private void tell(NamespacedName automation, Event.Type type, String message) {
    told.accept(
        new Event(
            new ObjectKey(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, automation),
            type,
            type == Event.Type.WARNING ? Reason.UPDATE_FAILED : Reason.MARKER_IGNORED,
            message,
            clock.instant()));
  }

  void forget(NamespacedName automation) {
    last.remove(automation);
  }

  static boolean isError(FileProblem problem) {
    return problem.severity() == FileProblem.Severity.ERROR;
  }
}
