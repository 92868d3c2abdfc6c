/**
 * The answer to "why this tag?": the {@code explain} commands and what they print.
 *
 * <p>{@link dev.freshet.engine.explain.Explanation} holds the answer, as text and as JSON; {@code
 * OfflineInputs} reads a policy and a list of tags from files; {@link
 * dev.freshet.cli.explain.ExplainCommand} is the way in. Nothing here asks a registry.
 */
@NullMarked
package dev.freshet.cli.explain;

import org.jspecify.annotations.NullMarked;
