/**
 * The operator when things go wrong around it: killed, cut off from the API server, told to stop,
 * replaced by another.
 *
 * <p>{@link dev.freshet.acceptance.survival.Surroundings} are the servers, {@link
 * dev.freshet.acceptance.survival.Fleet} some images from registry to Git, and {@link
 * dev.freshet.acceptance.survival.OperatorProcess} is what suffers. A fleet judges what the history
 * of its branch and the statuses of its objects say.
 */
@NullMarked
package dev.freshet.acceptance.survival;

import org.jspecify.annotations.NullMarked;
