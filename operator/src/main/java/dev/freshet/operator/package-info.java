/**
 * Freshet on Kubernetes: the engine's pipeline over the objects of an API server.
 *
 * <p>Objects come in from watches, statuses and events go out; what happens between is the same as
 * without a cluster. Only the packages at the edge know the Kubernetes client.
 */
@NullMarked
package dev.freshet.operator;

import org.jspecify.annotations.NullMarked;
