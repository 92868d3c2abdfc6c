/**
 * Where manifests come from without a cluster: a folder, or a branch of a Git repository.
 *
 * <p>Read {@link dev.freshet.engine.manifest.ManifestSource}.
 */
@NullMarked
package dev.freshet.engine.manifest;

import org.jspecify.annotations.NullMarked;
