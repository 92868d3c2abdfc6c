/**
 * Which of several operators works: the one that holds a Lease.
 *
 * <p>Start at {@link dev.freshet.operator.leader.Leadership}. {@link
 * dev.freshet.operator.leader.LeaseElection} seeks, holds, loses and releases; {@link
 * dev.freshet.operator.leader.LeaseCandidate} is one look at the Lease and what follows from it;
 * {@link dev.freshet.operator.leader.Moment} measures time so that a wrong clock never makes two
 * leaders.
 */
@NullMarked
package dev.freshet.operator.leader;

import org.jspecify.annotations.NullMarked;
