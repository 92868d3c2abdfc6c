/**
 * What the kubelet asks: {@code /healthz} for whether to restart the process, {@code /readyz} for
 * whether to send it traffic. Each is a set of named checks.
 *
 * <p>Read {@link dev.freshet.web.health.HealthCheck}, then {@link
 * dev.freshet.web.health.HealthPages}. {@link dev.freshet.web.health.Pulse} notices threads that
 * stand still.
 */
@NullMarked
package dev.freshet.web.health;

import org.jspecify.annotations.NullMarked;
