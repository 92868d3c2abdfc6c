/**
 * The {@code freshet} command: a class per command, each of them parse, engine, print.
 *
 * <p>Reading order: {@link dev.freshet.cli.Main} starts a {@link dev.freshet.cli.FreshetCommand},
 * which names the commands below it and holds the {@link dev.freshet.cli.GlobalOptions}. Results go
 * to stdout, everything else to stderr. {@link dev.freshet.cli.ExitCode} is the one place that says
 * what a failure means to the shell, {@link dev.freshet.cli.ErrorText} the one place that words it.
 *
 * <p>The packages below ({@code table}, {@code explain}) turn values into text and know no command.
 */
@NullMarked
package dev.freshet.cli;

import org.jspecify.annotations.NullMarked;
