/**
 * What Flux's controllers answer on a real API server, recorded, and the operator that has to
 * answer the same.
 *
 * <p>A {@link dev.freshet.acceptance.operator.Scenario} is a folder of plain files: steps and what
 * they need. A {@link dev.freshet.acceptance.operator.ScenarioExecution} carries the steps out on a
 * {@link dev.freshet.acceptance.operator.SharedFixtures} that one set of {@link
 * dev.freshet.acceptance.operator.Controllers} looks after; what a watcher saw becomes an {@link
 * dev.freshet.acceptance.operator.Answer}, which {@link dev.freshet.acceptance.operator.AnswerText}
 * compares with the recorded one.
 */
@NullMarked
package dev.freshet.acceptance.operator;

import org.jspecify.annotations.NullMarked;
