/**
 * A bounded time with a remote: a {@link dev.freshet.engine.git.remote.RemoteSession} lists,
 * fetches and pushes. {@link dev.freshet.engine.git.remote.LocalCopy} finds by it what a reference
 * means, fetches what is missing, and begins anew when what is here is damaged.
 */
@NullMarked
package dev.freshet.engine.git.remote;

import org.jspecify.annotations.NullMarked;
