/**
 * An HTTP server on one address, bounded in connections and time, and what small answers are made
 * of.
 *
 * <p>Read {@link dev.freshet.web.server.ListenAddress}, then {@link
 * dev.freshet.web.server.HttpServer}. A {@link dev.freshet.web.server.Page} is an answer that fits
 * in memory, made for what was {@link dev.freshet.web.server.Asked}; who serves more writes to the
 * response itself. What is served is not known here.
 */
@NullMarked
package dev.freshet.web.server;

import org.jspecify.annotations.NullMarked;
