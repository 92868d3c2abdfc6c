/**
 * The objects of one access on disk. {@link dev.freshet.engine.git.store.MirrorStore} opens, clears
 * and repairs them, by what {@code MirrorState} finds in its files; {@code PackGauge} measures what
 * a server sends before JGit unpacks it, and {@link dev.freshet.engine.git.store.MirrorHold} is one
 * object's use of a store, in the bounds of its namespace.
 *
 * <p>Nothing here knows a server.
 */
@NullMarked
package dev.freshet.engine.git.store;

import org.jspecify.annotations.NullMarked;
