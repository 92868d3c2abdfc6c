/**
 * One object's run, whatever its kind: a {@link dev.freshet.engine.reconcile.Reconciler} is handed
 * in for each, and returns a {@link dev.freshet.engine.reconcile.ReconcileResult}.
 *
 * <p>In the order of a run: the {@link dev.freshet.engine.reconcile.Pipeline} finds the reconciler,
 * {@code RunBoundary} keeps what goes wrong to the one object, {@code StatusUpdater} shows what is
 * under way ({@link dev.freshet.engine.reconcile.ReconcileContext}, {@link
 * dev.freshet.engine.reconcile.ReadyConditions}), keeps the status, tells the {@link
 * dev.freshet.engine.reconcile.Event}s, does the {@link dev.freshet.engine.reconcile.Amendment}s
 * and returns the {@link dev.freshet.engine.reconcile.Run}, which says who runs next. Must not know
 * any kind.
 */
@NullMarked
package dev.freshet.engine.reconcile;

import org.jspecify.annotations.NullMarked;
