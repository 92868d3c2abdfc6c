/**
 * What an object shows of itself to a registry, and what a registry wants to see.
 *
 * <p>{@link dev.freshet.engine.registry.auth.RegistryAccess} is the way of one object to its
 * registry, with {@link dev.freshet.engine.registry.auth.RegistryCredentials} in it; {@link
 * dev.freshet.engine.registry.auth.Challenge} is what an answer asks for. All of them are values:
 * nothing here sends anything.
 */
@NullMarked
package dev.freshet.engine.registry.auth;

import org.jspecify.annotations.NullMarked;
