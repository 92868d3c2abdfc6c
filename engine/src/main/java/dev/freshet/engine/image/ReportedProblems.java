package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.ReconcileContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What automations last reported about files, so that the same thing is told once. */
final class ReportedProblems {
  /** More would crowd out what else is told. */
  private static final int MOST_AT_ONCE = 50;

  private final Map<NamespacedName, List<FileProblem>> last = new ConcurrentHashMap<>();

  /** What to tell of the problems that the automation's last run did not have, errors first. */
  List<Event> news(ReconcileContext<?> context, List<FileProblem> found) {
    NamespacedName automation = context.key().name();
    Set<FileProblem> known =
        Set.copyOf(Optional.ofNullable(last.put(automation, found)).orElse(List.of()));
    List<FileProblem> fresh =
        found.stream()
            .filter(problem -> !known.contains(problem))
            .sorted(Comparator.comparing(FileProblem::severity))
            .toList();
    List<Event> events = new ArrayList<>();
    for (FileProblem problem : fresh.subList(0, Math.min(fresh.size(), MOST_AT_ONCE))) {
      events.add(event(context, problem, problem.toString()));
    }
    if (fresh.size() > MOST_AT_ONCE) {
      events.add(
          event(
              context,
              fresh.get(MOST_AT_ONCE),
              "and %,d more; 'freshet preview' lists them all"
                  .formatted(fresh.size() - MOST_AT_ONCE)));
    }
    return events;
  }

  private static Event event(ReconcileContext<?> context, FileProblem problem, String message) {
    return isError(problem)
        ? context.event(Event.Type.WARNING, Reason.UPDATE_FAILED, message)
        : context.event(Event.Type.NORMAL, Reason.MARKER_IGNORED, message);
  }

  void forget(NamespacedName automation) {
    last.remove(automation);
  }

  static boolean isError(FileProblem problem) {
    return problem.severity() == FileProblem.Severity.ERROR;
  }
}
