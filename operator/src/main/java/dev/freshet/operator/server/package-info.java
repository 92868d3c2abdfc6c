/**
 * The edge to an API server: how it is reached, and what a request comes back with.
 *
 * <p>Read {@link dev.freshet.operator.server.ClusterOptions} first, which connects to the cluster
 * that a {@link dev.freshet.operator.server.Kubeconfig} names; {@link
 * dev.freshet.operator.server.ApiServerClient}, which sends a request for a {@link
 * dev.freshet.operator.server.ResourcePath}; {@link dev.freshet.operator.server.Answer}, what comes
 * of it; {@link dev.freshet.operator.server.ApiRetryPolicy}, how long whoever asks insists. {@link
 * dev.freshet.operator.server.ApiServerReach} and {@link dev.freshet.operator.server.ApiAnswer}
 * tell those who measure.
 *
 * <p>Nothing here knows what an object means.
 */
@NullMarked
package dev.freshet.operator.server;

import org.jspecify.annotations.NullMarked;
