/**
 * The {@code freshet} command: {@link dev.freshet.cli.Main} puts the commands of the packages below
 * under {@link dev.freshet.cli.FreshetCommand}, {@link dev.freshet.cli.CacheTraining} runs them for
 * the build, and {@code FreshetControllers} lists what the processes reconcile.
 *
 * <p>A package per command or family of commands, each of them parse, engine, print; {@code table}
 * and {@code explain} turn values into text and know no command; {@code terminal} is what all of
 * them share. Results go to stdout, everything else to stderr.
 */
@NullMarked
package dev.freshet.cli;

import org.jspecify.annotations.NullMarked;
