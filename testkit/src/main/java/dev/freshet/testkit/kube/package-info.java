/**
 * A real Kubernetes API for tests, without nodes and controllers: etcd and kube-apiserver on
 * loopback.
 *
 * <p>Start at {@link dev.freshet.testkit.kube.ControlPlane}: it starts, ends and kills the two
 * servers, and hands out what clients need. {@link dev.freshet.testkit.kube.User} is who may ask.
 * The programs are found by {@link dev.freshet.testkit.kube.Programs}; {@code make parts} builds
 * them.
 */
@NullMarked
package dev.freshet.testkit.kube;

import org.jspecify.annotations.NullMarked;
