/**
 * Objects come in: the newest state known of each, kept up by watches, and what changed.
 *
 * <p>Read {@link dev.freshet.operator.cache.ObjectCache} first. {@link
 * dev.freshet.operator.cache.KindWatch} tells it what there is of a kind; {@link
 * dev.freshet.operator.cache.ObjectStates} decides which state is the newest, and tells of {@link
 * dev.freshet.operator.cache.ObjectChange}s; {@link dev.freshet.operator.cache.Dependents} says
 * which objects have to run because of one. Runs look objects up in {@link
 * dev.freshet.operator.cache.ClusterObjects}. A {@link dev.freshet.operator.cache.Scope} is what
 * this process takes care of.
 *
 * <p>Nothing here decides what an object needs.
 */
@NullMarked
package dev.freshet.operator.cache;

import org.jspecify.annotations.NullMarked;
