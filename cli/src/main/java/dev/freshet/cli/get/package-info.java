/**
 * The {@code get} commands: listings of objects and their status, in {@code flux}'s words.
 *
 * <p>{@link dev.freshet.cli.get.GetCommand} is the way in, {@code GetOptions} holds the flags,
 * {@code GetImagesCommand} a listing per image kind; the rows and their layout are those of {@link
 * dev.freshet.cli.table}.
 */
@NullMarked
package dev.freshet.cli.get;

import org.jspecify.annotations.NullMarked;
