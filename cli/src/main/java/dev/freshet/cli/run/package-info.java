/**
 * The commands that work on manifests without a cluster: {@code run}, {@code preview}, {@code
 * reconcile}.
 *
 * <p>Read {@link dev.freshet.cli.run.SourceOptions} for what they share, then {@link
 * dev.freshet.cli.run.RunCommand}.
 */
@NullMarked
package dev.freshet.cli.run;

import org.jspecify.annotations.NullMarked;
