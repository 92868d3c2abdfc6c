/**
 * Git's protocol over HTTP. {@link dev.freshet.engine.git.http.HttpTransport} is all that the
 * packages above see of it: it lists, reads, writes, and says what went wrong. A second way to
 * speak to servers is a second such type, and then an interface of what both can do.
 *
 * <p>Behind it, {@link dev.freshet.engine.git.http.RemoteEndpoint} is a server and who asks it,
 * {@code RemoteConnections} sends the requests of one session, {@code RemoteRefs} lists references,
 * and {@code RemoteFailure} has the words. Every answer is bounded in time by {@code
 * SessionDeadline}, in size by {@code AnswerBudget} and {@code PackAnswer}. JGit's own requests go
 * the same way, as {@code RemoteConnection}.
 */
@NullMarked
package dev.freshet.engine.git.http;

import org.jspecify.annotations.NullMarked;
