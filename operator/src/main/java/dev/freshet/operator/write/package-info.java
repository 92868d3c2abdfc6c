/**
 * Statuses and finalizers go out.
 *
 * <p>Read {@link dev.freshet.operator.write.ObjectUpdates} first: every change is a patch of the
 * newest state known, for that state only. {@link dev.freshet.operator.write.ClusterStatuses}
 * writes a status as a {@link dev.freshet.operator.write.StatusTree}, which {@link
 * dev.freshet.operator.write.StatusSize} keeps below what an API server takes, and shows what is
 * under way by a {@link dev.freshet.operator.write.StatusCoalescer}. {@link
 * dev.freshet.operator.write.Finalizers} keep an object until it is cleaned up after.
 */
@NullMarked
package dev.freshet.operator.write;

import org.jspecify.annotations.NullMarked;
