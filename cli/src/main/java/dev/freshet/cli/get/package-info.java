/**
 * The {@code get} commands: listings of objects and their status, in {@code flux}'s words.
 *
 * <p>{@link dev.freshet.cli.get.GetCommand} is the way in and has a group for each family of kinds,
 * {@code GetOptions} holds the flags, {@code GetObjectsCommand} a listing per kind; the rows and
 * their layout are those of {@link dev.freshet.cli.table}.
 */
@NullMarked
package dev.freshet.cli.get;

import org.jspecify.annotations.NullMarked;
