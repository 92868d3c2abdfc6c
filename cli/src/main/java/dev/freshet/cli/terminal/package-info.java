/**
 * What every command shares: the flags that several of them take, how a failure is worded, and what
 * it means to the shell.
 *
 * <p>{@link dev.freshet.cli.terminal.ExitCode} is the one place that decides what a failure means,
 * {@link dev.freshet.cli.terminal.ErrorText} the one place that words it. Must not know commands,
 * which live in the packages around and use this one.
 */
@NullMarked
package dev.freshet.cli.terminal;

import org.jspecify.annotations.NullMarked;
