/**
 * Git over HTTP(S) without a work tree: find what a reference means, read the manifests with
 * markers, commit into the object database, push.
 *
 * <p>Start with {@link dev.freshet.engine.git.GitMirrors}, which keeps one {@link
 * dev.freshet.engine.git.GitMirror} per {@link dev.freshet.engine.git.GitRemote}. An {@link
 * dev.freshet.engine.git.UpdateRequest} goes through the queue of its push branch and ends in a
 * {@link dev.freshet.engine.git.PushOutcome}. Below that: {@code RemoteSession} talks to the
 * server, {@code MirrorStore} keeps objects on disk, {@code ManifestTree} and {@code MarkerIndex}
 * find markers, {@code CommitWriter} writes commits.
 *
 * <p>Nothing here decides what to change; that is the request's plan. JGit is used here only.
 */
@NullMarked
package dev.freshet.engine.git;

import org.jspecify.annotations.NullMarked;
