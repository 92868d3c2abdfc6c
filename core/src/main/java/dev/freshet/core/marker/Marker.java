package dev.freshet.core.marker;

import java.util.Optional;

/**
 * A scalar that a marker comment hands to a setter, and all that is needed to replace it.
 *
 * @param start byte offset in the file of the scalar's token, behind any tag or anchor
 * @param end byte offset behind the token; a block scalar's token ends behind its last line
 * @param line the line of the token, from 1
 * @param value what the scalar says once parsed
 * @param tag the explicit tag in its long form, such as {@code tag:yaml.org,2002:str}
 * @param setter the name in the marker, {@code namespace:policy} and perhaps {@code :tag}, {@code
 *     :name} or {@code :digest}
 * @param objectStart where the object begins, which tells it from others of the file
 * @param naming the field of the object's name that the scalar is, if it is one
 */
public record Marker(
    int start,
    int end,
    int line,
    String value,
    ScalarStyle style,
    Placement placement,
    Optional<String> tag,
    String setter,
    ObjectIdentifier object,
    int objectStart,
    Optional<NamingField> naming) {}
