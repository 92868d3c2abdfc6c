package dev.freshet.core.marker;

/**
 * A scalar that a marker comment hands to a setter, and all that is needed to replace it.
 *
 * @param start byte offset in the file of the scalar's token, behind any tag or anchor
 * @param end byte offset behind the token; a block scalar's token ends behind its last line
 * @param line the line of the token, from 1
 * @param value what the scalar says once parsed
 * @param setter the name in the marker, {@code namespace:policy} and perhaps {@code :tag}, {@code
 *     :name} or {@code :digest}
 */
public record Marker(
    int start,
    int end,
    int line,
    String value,
    ScalarStyle style,
    Placement placement,
    String setter,
    ObjectIdentifier object) {}
