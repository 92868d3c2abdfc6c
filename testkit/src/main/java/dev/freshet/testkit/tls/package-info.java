/** Certificates for servers and clients of tests, made by the JDK's own keytool. */
@NullMarked
package dev.freshet.testkit.tls;

import org.jspecify.annotations.NullMarked;
