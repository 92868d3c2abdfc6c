/**
 * How to reach and convince a Git server: a {@link dev.freshet.engine.git.access.GitRemote} has a
 * URL and a {@link dev.freshet.engine.git.access.GitAccess}, which has the credentials. {@link
 * dev.freshet.engine.git.access.AccessIdentity} tells one from all others; {@link
 * dev.freshet.engine.git.access.GitCredentialFill} asks the user's own Git.
 */
@NullMarked
package dev.freshet.engine.git.access;

import org.jspecify.annotations.NullMarked;
