/**
 * Files that are whole or absent.
 *
 * <p>{@link dev.freshet.engine.file.AtomicFile} is the only way state reaches the disk; everything
 * that keeps state uses it, and it uses nothing.
 */
@NullMarked
package dev.freshet.engine.file;

import org.jspecify.annotations.NullMarked;
