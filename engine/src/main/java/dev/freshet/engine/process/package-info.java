/**
 * How a process is put together: the {@link dev.freshet.engine.process.EngineParts} that
 * reconcilers share, opened once, and the {@link dev.freshet.engine.process.Controller}s that a
 * process is started with. Whoever starts one writes their list down; nothing else names a kind.
 */
@NullMarked
package dev.freshet.engine.process;

import org.jspecify.annotations.NullMarked;
