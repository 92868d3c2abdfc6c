/**
 * The artifact store's folder over HTTP, for everybody who is told an artifact's URL: Flux's
 * kustomize- and helm-controller, and a person with curl.
 *
 * <p>{@link dev.freshet.web.artifact.ArtifactFiles} answers requests. {@code StoredPath} decides
 * what of the folder can be seen, {@code Listing} prints a folder. Whoever fetches checks the
 * digest; nothing here reads an artifact's content.
 */
@NullMarked
package dev.freshet.web.artifact;

import org.jspecify.annotations.NullMarked;
