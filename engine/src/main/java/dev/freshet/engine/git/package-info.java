/**
 * Git over HTTP(S) without a work tree: find what a reference means, read the manifests with
 * markers, commit into the object database, push.
 *
 * <p>Start with {@link dev.freshet.engine.git.GitMirrors}, which keeps what is known of each
 * access, and gives a {@link dev.freshet.engine.git.GitMirror} for one run of one object. The
 * packages below, each of which uses only those before it: {@code failure} names what goes wrong;
 * {@code ref} says what a reference means; {@code access} holds URL and credentials; {@code tree}
 * reads trees and finds markers; {@code store} keeps objects on disk; {@code http} talks to a
 * server; {@code remote} brings from it what is missing; {@code push} commits and pushes.
 *
 * <p>Nothing here decides what to change; that is the plan of an {@link
 * dev.freshet.engine.git.push.UpdateRequest}. JGit is used here only.
 */
@NullMarked
package dev.freshet.engine.git;

import org.jspecify.annotations.NullMarked;
