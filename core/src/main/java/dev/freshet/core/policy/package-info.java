/**
 * Which of the listed tags is the latest, and why each of the others is not.
 *
 * <p>Read {@link dev.freshet.core.policy.SelectionRule} first: exclusions, then the filter, then
 * the policy. It answers with a {@link dev.freshet.core.policy.Selection}, which holds a {@link
 * dev.freshet.core.policy.Verdict} for every tag. {@link dev.freshet.core.policy.Movement} decides
 * whether a selection may replace the current tag, so that an incomplete list never downgrades.
 *
 * <p>Everything is deterministic and independent of the order in which tags were listed. Where the
 * recorded Flux is random, the rule is: candidates in descending byte order.
 */
@NullMarked
package dev.freshet.core.policy;

import org.jspecify.annotations.NullMarked;
