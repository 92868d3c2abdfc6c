/**
 * The objects a process knows, whatever their kinds, and how they depend on each other.
 *
 * <p>{@link dev.freshet.engine.object.KnownObjects} is what a run may look up: {@link
 * dev.freshet.engine.object.ManifestObjects} those of a folder, the operator those of a cluster.
 * {@link dev.freshet.engine.object.ReferenceGraph} turns what kinds say of their references round.
 */
@NullMarked
package dev.freshet.engine.object;

import org.jspecify.annotations.NullMarked;
