/**
 * What a long-running Freshet serves over HTTP, a package per endpoint: {@code artifact} for those
 * that apply artifacts, {@code health} for the kubelet, {@code metric} for Prometheus. Each makes
 * answers; {@code dev.freshet.web.server.HttpServer} gives them on an address, and whoever runs the
 * process opens and closes it.
 *
 * <p>It serves what others write: nothing here scans, decides or knows Kubernetes.
 */
@NullMarked
package dev.freshet.web;

import org.jspecify.annotations.NullMarked;
