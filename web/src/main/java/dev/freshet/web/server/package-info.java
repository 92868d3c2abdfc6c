/**
 * An HTTP server on one address, bounded in connections, time and what it reads.
 *
 * <p>Read {@link dev.freshet.web.server.ListenAddress}, then {@link
 * dev.freshet.web.server.HttpServer}. A {@link dev.freshet.web.server.Route} makes a {@link
 * dev.freshet.web.server.WebResponse} for a {@link dev.freshet.web.server.WebRequest}. What is
 * served is not known here.
 */
@NullMarked
package dev.freshet.web.server;

import org.jspecify.annotations.NullMarked;
