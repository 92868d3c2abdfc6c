/**
 * One request to a registry, and its answer.
 *
 * <p>{@link dev.freshet.engine.registry.http.RegistryHttp} sends a {@link
 * dev.freshet.engine.registry.http.RegistryRequest} under the budget of its host, with retries and
 * redirects, and answers a {@link dev.freshet.engine.registry.http.RegistryResponse}: what was
 * asked for, or an {@link dev.freshet.engine.registry.http.ErrorResponse}. What the bodies mean is
 * for those who ask; they are bounded here.
 */
@NullMarked
package dev.freshet.engine.registry.http;

import org.jspecify.annotations.NullMarked;
