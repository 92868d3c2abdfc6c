/**
 * The log as Flux's controllers write it: one JSON object a line, or columns for people.
 *
 * <p>{@link dev.freshet.operator.log.Logs} sets it up, {@link
 * dev.freshet.operator.log.Reconciliation} says which object a line is about. Everything else logs
 * with SLF4J and key-value pairs and knows nothing of this package.
 */
@NullMarked
package dev.freshet.operator.log;

import org.jspecify.annotations.NullMarked;
