/**
 * Versions and version ranges as Masterminds/semver 3.5 reads and orders them.
 *
 * <p>Read {@link dev.freshet.gocompat.semver.Version} first, then {@link
 * dev.freshet.gocompat.semver.Constraint}: a constraint is alternatives of terms, a term is an
 * operator and a version that may leave parts open. Everything is read by hand-written scanners,
 * because a policy reads a hundred thousand tags at a time.
 */
@NullMarked
package dev.freshet.gocompat.semver;

import org.jspecify.annotations.NullMarked;
