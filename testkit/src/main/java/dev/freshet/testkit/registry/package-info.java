/**
 * Registries for tests: one in the same process that misbehaves on request, and Debian's real one.
 *
 * <p>Read {@link dev.freshet.testkit.registry.InProcessRegistry} first: what it serves is changed
 * while it runs, {@link dev.freshet.testkit.registry.Fault}s are scripted per {@link
 * dev.freshet.testkit.registry.Place}, and every request is kept for assertions. {@link
 * dev.freshet.testkit.registry.TokenRealm} hands out bearer tokens for it, on the same or on
 * another port. {@link dev.freshet.testkit.registry.DockerRegistry} launches {@code
 * docker-registry}.
 */
@NullMarked
package dev.freshet.testkit.registry;

import org.jspecify.annotations.NullMarked;
