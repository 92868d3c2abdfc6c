/**
 * Why a policy selects a tag and none of the others, for whoever shows it: {@link
 * dev.freshet.engine.explain.Explanation} is the answer, and what it is as JSON; {@link
 * dev.freshet.engine.explain.ExplanationText} makes it a text for people.
 */
@NullMarked
package dev.freshet.engine.explain;

import org.jspecify.annotations.NullMarked;
