/**
 * What Freshet needs in a cluster, and how it gets there.
 *
 * <p>The objects are the files under {@code deploy/}, packed into the jar; {@code
 * deploy/kustomization.yaml} names them in the order they are applied. {@link
 * dev.freshet.operator.install.Components} reads them and fits them to {@link
 * dev.freshet.operator.install.InstallOptions}; {@link dev.freshet.operator.install.TargetCluster}
 * applies them and waits for what they start. Nothing here runs the operator.
 */
@NullMarked
package dev.freshet.operator.install;

import org.jspecify.annotations.NullMarked;
