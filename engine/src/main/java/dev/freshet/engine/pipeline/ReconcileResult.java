package dev.freshet.engine.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The end of one run of one object: its new status, what to tell, and when to run again of its own
 * accord. A failure is told in the status and in an event; its next run is the back-off's.
 */
record ReconcileResult<S>(S status, List<Event> events, Optional<Duration> next) {
  ReconcileResult {
    events = List.copyOf(events);
    // An interval of zero: as in Flux no run of its own accord, and not one after the other.
    next = next.filter(Duration::isPositive);
  }
}
