package dev.freshet.cli;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.ReconcileContext;
import dev.freshet.engine.reconcile.ReconcileResult;
import dev.freshet.engine.reconcile.Reconciler;
import dev.freshet.engine.state.StatusStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes into a notice's status what its policy has selected. */
final class NoticeReconciler implements Reconciler<Notice, Notice.Status> {
  /** The notices that this process has cleaned up after. */
  static final Set<NamespacedName> CLEANED_UP = ConcurrentHashMap.newKeySet();

  private final StatusStore statuses;

  NoticeReconciler(EngineParts parts) {
    this.statuses = parts.statuses();
  }

  @Override
  public Kind<Notice, Notice.Status> kind() {
    return Notice.KIND;
  }

  @Override
  public ReconcileResult<Notice.Status> reconcile(
      KnownObjects objects, Notice notice, ReconcileContext<Notice.Status> context) {
    context.progress("asking " + notice.policyRef());
    ImageRef selected =
        statuses
            .read(ImagePolicy.KIND, notice.policyRef())
            .latestRef()
            .orElseThrow(() ->
                new ReasonedException(
                    Reason.DEPENDENCY_NOT_READY,
                    "ImagePolicy '%s' has selected nothing".formatted(notice.policyRef())));
    String text = notice.greeting() + " " + selected.tag();
    String message = "announced " + text;
    return new ReconcileResult<>(
        context.succeeded(context.before().announcing(text), message),
        List.of(context.event(Event.Type.NORMAL, Reason.SUCCEEDED, message)),
        Optional.of(notice.interval()));
  }

  @Override
  public Optional<Event> cleanUp(NamespacedName name) {
    CLEANED_UP.add(name);
    return Optional.empty();
  }
}
