/**
 * Tags and digests from image registries.
 *
 * <p>Read {@link dev.freshet.engine.registry.RegistryClient} first; it takes an image name and a
 * {@link dev.freshet.engine.registry.RegistryAccess} and answers a {@link
 * dev.freshet.engine.registry.TagList} or a {@link dev.freshet.engine.registry.ManifestAnswer}.
 * Beneath it, from the outside in: {@code HeldAccesses} keeps what belongs to one access, {@code
 * TagPages} reads a list in its {@code TagMemory}, {@code Endpoints} finds a registry's scheme and
 * its wish for credentials, {@code BearerTokens} fetches tokens, {@code RegistryHttp} sends one
 * request with retries and redirects under the {@code HostBudget} of its host.
 *
 * <p>Credentials leave only in {@code Endpoints} and {@code BearerTokens}. Nothing here knows where
 * credentials come from, nor what tags are for.
 */
@NullMarked
package dev.freshet.engine.registry;

import org.jspecify.annotations.NullMarked;
