/**
 * From markers and selections to file changes: a plan is a value that can be shown, rendered into a
 * commit message, or written.
 *
 * <p>Read {@link dev.freshet.core.plan.Planner} first, then {@link dev.freshet.core.plan.Plan} and
 * {@link dev.freshet.core.plan.Setters}. Nothing here writes to a repository.
 */
@NullMarked
package dev.freshet.core.plan;

import org.jspecify.annotations.NullMarked;
