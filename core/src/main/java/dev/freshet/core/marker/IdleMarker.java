package dev.freshet.core.marker;

/**
 * What looks like a marker and marks nothing.
 *
 * @param line from 1
 * @param problem why, and what to do
 */
public record IdleMarker(int line, String problem) {}
