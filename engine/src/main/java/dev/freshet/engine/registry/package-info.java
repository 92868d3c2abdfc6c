/**
 * Tags and digests from image registries.
 *
 * <p>Read {@link dev.freshet.engine.registry.RegistryClient} first; it takes an image name and a
 * {@link dev.freshet.engine.registry.auth.RegistryAccess} and answers a {@link
 * dev.freshet.engine.registry.TagList} or a {@link dev.freshet.engine.registry.ManifestAnswer}.
 * Beneath it, from the outside in: {@code TagPages} reads a list in its {@code TagMemory}, {@code
 * Endpoints} finds a registry's scheme and its wish for credentials, {@code BearerTokens} fetches
 * tokens. Each sends its requests by {@code http}, on behalf of an operation of {@code host}, with
 * what {@code auth} has to show.
 *
 * <p>Credentials leave only in {@code Endpoints} and {@code BearerTokens}. Nothing here knows where
 * credentials come from, nor what tags are for.
 */
@NullMarked
package dev.freshet.engine.registry;

import org.jspecify.annotations.NullMarked;
