/**
 * {@code operator}: Flux's controllers' flags, and the process behind them.
 *
 * <p>Read {@link dev.freshet.cli.operator.OperatorCommand}; {@link
 * dev.freshet.cli.operator.OperatorFlags} are the flags that mean something here, {@link
 * dev.freshet.cli.operator.AcceptedFlags} those that installations set and Freshet has no use for.
 */
@NullMarked
package dev.freshet.cli.operator;

import org.jspecify.annotations.NullMarked;
