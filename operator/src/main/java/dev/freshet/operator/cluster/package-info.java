/**
 * The edge to the API server: objects come in from watches, statuses and finalizers go out.
 *
 * <p>Read {@link dev.freshet.operator.cluster.ClusterOptions}, which connects; {@link
 * dev.freshet.operator.cluster.ObjectCache}, which keeps the newest state known of every object and
 * tells of {@link dev.freshet.operator.cluster.ObjectChange}s; {@link
 * dev.freshet.operator.cluster.ClusterObjects} and {@link
 * dev.freshet.operator.cluster.ClusterStatuses}, by which the pipeline reads and writes; {@link
 * dev.freshet.operator.cluster.Finalizers}.
 *
 * <p>Nothing here decides what an object needs; nothing outside sees the client's own types but the
 * packages that write events and hold the lease.
 */
@NullMarked
package dev.freshet.operator.cluster;

import org.jspecify.annotations.NullMarked;
