/**
 * What objects lean on: Secrets, whose values never print, and the labels of Namespaces.
 *
 * <p>Read {@link dev.freshet.api.secret.Secret}, then {@link dev.freshet.api.secret.Namespace}.
 */
@NullMarked
package dev.freshet.api.secret;

import org.jspecify.annotations.NullMarked;
