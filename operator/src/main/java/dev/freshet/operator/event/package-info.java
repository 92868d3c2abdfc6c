/**
 * What users hear of their objects: Kubernetes Events, and notifications to Flux's
 * notification-controller.
 *
 * <p>Start at {@link dev.freshet.operator.event.EventRecorder}, which takes the pipeline's events
 * and never makes a run wait. Behind it an {@link dev.freshet.operator.event.Outbox} each leads to
 * {@link dev.freshet.operator.event.KubernetesEvents} and {@link
 * dev.freshet.operator.event.Notifications}; {@link dev.freshet.operator.event.EventHistory}
 * decides what is new, what is counted and what is too much.
 */
@NullMarked
package dev.freshet.operator.event;

import org.jspecify.annotations.NullMarked;
