/**
 * The connections of this process to registries and Git servers. {@link
 * dev.freshet.engine.http.Connections} keeps a pool per {@link dev.freshet.engine.http.HttpAccess},
 * so that no two accesses share a socket, and cuts what is over its time; where they may go the
 * rule of {@link dev.freshet.engine.address} says. Requests, retries and redirects are their
 * users'.
 */
@NullMarked
package dev.freshet.engine.http;

import org.jspecify.annotations.NullMarked;
