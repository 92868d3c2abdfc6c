/**
 * Tables as {@code flux} prints them, over statuses that someone else has read.
 *
 * <p>Reading order: a {@link dev.freshet.cli.table.StatusSnapshot} holds an {@link
 * dev.freshet.cli.table.ObjectRow} per object; a {@link dev.freshet.cli.table.RowQuery} picks rows
 * with the columns of its kind; a {@link dev.freshet.cli.table.Table} lays them out. Must not know
 * commands, files or processes.
 */
@NullMarked
package dev.freshet.cli.table;

import org.jspecify.annotations.NullMarked;
