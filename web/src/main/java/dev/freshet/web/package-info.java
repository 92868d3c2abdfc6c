/**
 * What a long-running Freshet serves over HTTP, a package per endpoint: artifacts to those that
 * apply them, metrics to Prometheus, health to the kubelet.
 *
 * <p>It serves what others write: nothing here scans, decides or knows Kubernetes.
 */
@NullMarked
package dev.freshet.web;

import org.jspecify.annotations.NullMarked;
