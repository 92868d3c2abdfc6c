/**
 * {@code freshet install}: prints what Freshet needs in a cluster, or applies it and waits until it
 * runs.
 *
 * <p>{@link dev.freshet.cli.install.InstallCommand} has the flags; the objects and the cluster are
 * {@code operator.install}'s.
 */
@NullMarked
package dev.freshet.cli.install;

import org.jspecify.annotations.NullMarked;
