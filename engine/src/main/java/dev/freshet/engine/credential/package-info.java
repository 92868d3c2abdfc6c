/**
 * How objects reach outside systems: their Secrets become credentials, certificates and proxies.
 *
 * <p>{@link dev.freshet.engine.credential.RegistryAccesses} for an ImageRepository, {@link
 * dev.freshet.engine.credential.GitRemotes} for a GitRepository; {@link
 * dev.freshet.engine.credential.Secrets} reads what both name.
 */
@NullMarked
package dev.freshet.engine.credential;

import org.jspecify.annotations.NullMarked;
