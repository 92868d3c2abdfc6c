package dev.freshet.engine.registry.http;

import java.util.OptionalInt;

/**
 * One request sent for an image, for those who count them.
 *
 * @param registry the registry of the image; a token realm or a redirect is asked on its behalf
 * @param status what was answered; empty when no whole answer came
 */
public record RegistryCall(String registry, OptionalInt status) {}
