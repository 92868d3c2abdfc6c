package dev.freshet.core.plan;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;

/** A policy and the image it chose. */
public record ResolvedPolicy(NamespacedName policy, ImageRef latest) {}
