/**
 * Artifacts: what a Git repository holds at one revision, packed for others to fetch over HTTP.
 *
 * <p>Start with {@link dev.freshet.engine.artifact.ArtifactStore}, which keeps the files. An {@link
 * dev.freshet.engine.artifact.Assembly} puts one together: the tree of a revision, sparse if asked,
 * the trees of included artifacts, less what the {@code IgnoreRules} leave out. {@code TarWriter}
 * writes it so that the same content always gives the same bytes, and {@code TarFile} reads it.
 *
 * <p>Nothing here talks to a server or knows JGit.
 */
@NullMarked
package dev.freshet.engine.artifact;

import org.jspecify.annotations.NullMarked;
