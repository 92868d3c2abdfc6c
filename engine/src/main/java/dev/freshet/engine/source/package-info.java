/**
 * Where the manifests of the image kinds come from: a folder, or a branch of a Git repository.
 *
 * <p>Read {@link dev.freshet.engine.source.ManifestSource}.
 */
@NullMarked
package dev.freshet.engine.source;

import org.jspecify.annotations.NullMarked;
