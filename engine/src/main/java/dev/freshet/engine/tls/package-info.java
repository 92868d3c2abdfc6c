/**
 * Whom a connection trusts and what it shows of itself: authorities beside the system's, and a
 * client certificate, both as PEM text from a Secret.
 */
@NullMarked
package dev.freshet.engine.tls;

import org.jspecify.annotations.NullMarked;
