/**
 * What a long-running Freshet serves over HTTP: {@link dev.freshet.web.HttpServers} opens and
 * closes it all, and a package makes the answers of each endpoint: {@code artifact} for those that
 * apply artifacts, {@code health} for the kubelet, {@code metric} for Prometheus. Beneath them is
 * {@code server}.
 *
 * <p>It serves what others write: nothing here scans, decides or knows Kubernetes.
 */
@NullMarked
package dev.freshet.web;

import org.jspecify.annotations.NullMarked;
