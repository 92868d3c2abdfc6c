/**
 * The reconciler of GitRepositories: {@link dev.freshet.engine.source.GitRepositoryReconciler}
 * looks what a reference means and keeps an artifact of it.
 *
 * <p>{@code SourceRun} is one run under way, {@code SourceCondition} what it says of itself.
 */
@NullMarked
package dev.freshet.engine.source;

import org.jspecify.annotations.NullMarked;
