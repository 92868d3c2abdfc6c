/**
 * Reads Flux's objects from YAML: {@link dev.freshet.api.manifest.Manifests} is the way in.
 *
 * <p>In the order the data flows: a {@code ManifestText} is cut into documents, those that {@code
 * KindSearch} finds worth it become trees of {@code dev.freshet.api.yaml}, {@code Kinds} tells what
 * an object is, {@code Fields} checks its fields, a class per kind names them, and {@code Reading}
 * collects what was read and every {@link dev.freshet.api.field.ManifestProblem}. One object's
 * problem never hides another object.
 */
@NullMarked
package dev.freshet.api.manifest;

import org.jspecify.annotations.NullMarked;
