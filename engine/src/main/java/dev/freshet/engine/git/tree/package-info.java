/**
 * Reads the trees of commits, which anybody may have made: {@code Trees} reads one, {@code
 * TreePath} follows a path, {@link dev.freshet.engine.git.tree.RevisionTree} and {@code TreeFiles}
 * list files. {@link dev.freshet.engine.git.tree.ManifestTree} finds the manifests with markers;
 * what it has found of a blob stays in a {@link dev.freshet.engine.git.tree.MarkerIndex}.
 *
 * <p>What a walk costs is counted by {@code TreeVisits} against a share of {@link
 * dev.freshet.engine.git.tree.MemoryShares} and against {@link
 * dev.freshet.engine.git.tree.RepositoryBounds}.
 */
@NullMarked
package dev.freshet.engine.git.tree;

import org.jspecify.annotations.NullMarked;
