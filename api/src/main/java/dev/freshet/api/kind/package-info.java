/**
 * What every kind of object has, and nothing that one kind has.
 *
 * <p>Reading order: a {@link dev.freshet.api.kind.Kind} is one value that holds every fact about a
 * kind: where it is served ({@link dev.freshet.api.kind.ApiGroup}), how its manifest and its status
 * are read, what it refers to ({@link dev.freshet.api.kind.Kind.Reference}) and how it is listed
 * ({@link dev.freshet.api.kind.Listing}). A {@link dev.freshet.api.kind.Reconcilable} is an object
 * of a kind, and an {@link dev.freshet.api.kind.ObjectKey} its name. Must not know any kind by
 * name.
 */
@NullMarked
package dev.freshet.api.kind;

import org.jspecify.annotations.NullMarked;
