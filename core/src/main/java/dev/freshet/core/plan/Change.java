package dev.freshet.core.plan;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.marker.ObjectIdentifier;

/**
 * One scalar that gets a new value.
 *
 * @param setter the name in the marker
 * @param image what the setter's policy resolved to, of which {@code newValue} is all or a part
 */
public record Change(
    ObjectIdentifier object,
    String oldValue,
    String newValue,
    String setter,
    ImageRef image,
    NamespacedName policy) {}
