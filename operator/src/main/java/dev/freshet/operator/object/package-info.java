/**
 * Objects as an API server holds them.
 *
 * <p>Read {@link dev.freshet.operator.object.ClusterObject} first: what is known of one object.
 * {@link dev.freshet.operator.object.ObjectReader} makes it of a tree, whatever somebody wrote into
 * it; {@link dev.freshet.operator.object.Declaration} is what it says should be, or why that is
 * refused.
 */
@NullMarked
package dev.freshet.operator.object;

import org.jspecify.annotations.NullMarked;
