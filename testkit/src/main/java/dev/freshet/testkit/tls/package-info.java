/**
 * Certificates for servers and clients of tests, made by the JDK's own keytool or read from a file.
 */
@NullMarked
package dev.freshet.testkit.tls;

import org.jspecify.annotations.NullMarked;
