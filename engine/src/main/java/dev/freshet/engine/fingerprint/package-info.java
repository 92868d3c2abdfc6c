/**
 * Telling secrets apart without keeping them. What is remembered between runs for one set of
 * credentials is remembered under their {@link dev.freshet.engine.fingerprint.Fingerprint}.
 */
@NullMarked
package dev.freshet.engine.fingerprint;

import org.jspecify.annotations.NullMarked;
