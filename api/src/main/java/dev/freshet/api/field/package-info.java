/**
 * The fields of an object, each asked for by name and type, and what is wrong with them.
 *
 * <p>Reading order: {@link dev.freshet.api.field.Fields} answers questions about one map of an
 * object; whatever is wrong is one of its {@link dev.freshet.api.field.Findings}, which come out as
 * {@link dev.freshet.api.field.ManifestProblem}s. Every kind's reader works with these; must not
 * know any kind.
 */
@NullMarked
package dev.freshet.api.field;

import org.jspecify.annotations.NullMarked;
