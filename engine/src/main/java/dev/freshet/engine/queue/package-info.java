/**
 * When objects run: a {@link dev.freshet.engine.queue.RunQueue} over a {@link
 * dev.freshet.engine.queue.Workqueue} that lets objects in by {@link
 * dev.freshet.engine.queue.RunTurns}.
 *
 * <p>{@link dev.freshet.engine.queue.Daemon} runs the objects of a folder for as long as a process
 * lives, {@link dev.freshet.engine.queue.OneShot} each once. Must not know any kind.
 */
@NullMarked
package dev.freshet.engine.queue;

import org.jspecify.annotations.NullMarked;
