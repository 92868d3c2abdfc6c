/**
 * What is known of a registry's host, and who may ask it, until when and how often.
 *
 * <p>{@link dev.freshet.engine.registry.host.RegistryOperation} is one call of the client; {@link
 * dev.freshet.engine.registry.host.HeldAccess} is what the objects of one access share: the {@link
 * dev.freshet.engine.registry.host.Endpoint} that was found, a budget of requests for each {@link
 * dev.freshet.engine.registry.host.Origin}, and the questions that are asked once for all of them.
 * {@link dev.freshet.engine.registry.host.Urls} says how addresses are resolved and shown. Nothing
 * here sends anything.
 */
@NullMarked
package dev.freshet.engine.registry.host;

import org.jspecify.annotations.NullMarked;
