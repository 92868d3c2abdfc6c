/**
 * GitRepository: where the manifests live and how to reach them.
 *
 * <p>Read {@link dev.freshet.api.source.GitRepository}, then {@link
 * dev.freshet.api.source.GitReference}.
 */
@NullMarked
package dev.freshet.api.source;

import org.jspecify.annotations.NullMarked;
