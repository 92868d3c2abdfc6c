package dev.freshet.web;

import dev.freshet.web.artifact.ArtifactFiles;
import dev.freshet.web.health.HealthPages;
import dev.freshet.web.metric.Metrics;
import dev.freshet.web.server.HttpServer;
import dev.freshet.web.server.ListenAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one process serves over HTTP, each on an address of its own: health and metrics from the
 * start, artifacts from when it leads. Who waits to lead has no artifact port open; a readiness
 * probe on that port keeps traffic from it.
 */
public final class HttpServers implements AutoCloseable {

  /** The servers, in the order in which they are closed: health is told to the end. */
  public enum Purpose {
    ARTIFACTS,
    METRICS,
    HEALTH
  }

  /** Where to listen; health and metrics may be left out. */
  public record Addresses(
      Optional<ListenAddress> health, Optional<ListenAddress> metrics, ListenAddress artifacts) {}

  private final ListenAddress artifacts;

  /** Guarded by this. */
  private final Map<Purpose, HttpServer> servers = new EnumMap<>(Purpose.class);

  private HttpServers(ListenAddress artifacts) {
    this.artifacts = artifacts;
  }

  /** Serves health and metrics; an address that cannot be had is an error, and nothing is open. */
  public static HttpServers open(Addresses addresses, HealthPages health, Metrics metrics) {
    var opened = new HttpServers(addresses.artifacts());
    boolean complete = false;
    try {
      addresses
          .health()
          .ifPresent(address -> opened.add(Purpose.HEALTH, HttpServer.open(address, health)));
      addresses
          .metrics()
          .ifPresent(
              address -> opened.add(Purpose.METRICS, HttpServer.open(address, metrics::page)));
      complete = true;
      return opened;
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  /** Serves artifacts as well, from the store's folder. */
  public void serveArtifacts(Path folder) {
    add(Purpose.ARTIFACTS, HttpServer.open(artifacts, new ArtifactFiles(folder)));
  }

  private synchronized void add(Purpose purpose, HttpServer server) {
    servers.put(purpose, server);
  }

  /** The port that is open for something, if one is. */
  public synchronized OptionalInt port(Purpose purpose) {
    HttpServer server = servers.get(purpose);
    return server == null ? OptionalInt.empty() : OptionalInt.of(server.port());
  }

  /** Answers what is being asked, for a few seconds at most, and nothing more. */
  @Override
  public void close() {
    List<HttpServer> open;
    synchronized (this) {
      open = List.copyOf(servers.values());
      servers.clear();
    }
    open.forEach(HttpServer::close);
  }
}
