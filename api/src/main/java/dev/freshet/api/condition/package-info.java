/**
 * Conditions: what is known about an object, in Kubernetes' form.
 *
 * <p>Read {@link dev.freshet.api.condition.Condition}, then {@link
 * dev.freshet.api.condition.Conditions}, the list a status holds.
 */
@NullMarked
package dev.freshet.api.condition;

import org.jspecify.annotations.NullMarked;
