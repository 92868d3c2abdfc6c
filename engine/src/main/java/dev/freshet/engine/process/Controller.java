package dev.freshet.engine.process;

import dev.freshet.api.kind.Kind;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.reconcile.Reconciler;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A kind that a process reconciles, and what does it.
 *
 * @param reconciler makes the reconciler out of what the process has
 */
public record Controller(Kind<?, ?> kind, Function<EngineParts, Reconciler<?, ?>> reconciler) {

  public static List<Kind<?, ?>> kinds(List<Controller> controllers) {
    return controllers.stream().<Kind<?, ?>>map(Controller::kind).toList();
  }

  /** The pipeline of these controllers. */
  public static Pipeline pipeline(
      List<Controller> controllers, EngineParts parts, Consumer<Event> events) {
    return new Pipeline(
        controllers.stream()
            .<Reconciler<?, ?>>map(controller -> controller.reconciler().apply(parts))
            .toList(),
        parts.statuses(),
        events,
        parts.survival(),
        parts.pace().clock());
  }
}
