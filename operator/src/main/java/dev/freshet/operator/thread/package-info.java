/**
 * What keeps the operator's own threads going, or ends the process where they cannot.
 *
 * <p>A thread that goes round takes each step within a {@link
 * dev.freshet.operator.thread.Boundary}. {@link dev.freshet.operator.thread.LastWords} ends the
 * process. That a thread stands still is noticed by {@code dev.freshet.web.health.Pulse}.
 */
@NullMarked
package dev.freshet.operator.thread;

import org.jspecify.annotations.NullMarked;
