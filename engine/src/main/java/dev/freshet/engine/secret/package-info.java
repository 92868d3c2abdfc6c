/**
 * Credentials as they are kept: in Secrets of Docker's configuration format, and in the user's
 * home.
 *
 * <p>{@link dev.freshet.engine.secret.DockerConfig} finds the entry for an image, {@link
 * dev.freshet.engine.secret.HomeCredentials} adds credential helpers. Neither sends anything
 * anywhere, and no message of theirs holds a secret.
 */
@NullMarked
package dev.freshet.engine.secret;

import org.jspecify.annotations.NullMarked;
