/**
 * GitRepository: where the manifests live, how to reach them, and the artifact made of them.
 *
 * <p>Read {@link dev.freshet.api.source.GitRepository}, then {@link
 * dev.freshet.api.source.GitReference} and {@link dev.freshet.api.source.ContentSpec}; {@link
 * dev.freshet.api.source.GitRepositoryStatus} names the {@link dev.freshet.api.source.Artifact}.
 */
@NullMarked
package dev.freshet.api.source;

import org.jspecify.annotations.NullMarked;
