package dev.freshet.operator;

import dev.freshet.core.Backoff;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.artifact.DigestAlgorithm;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.operator.cache.Scope;
import dev.freshet.operator.leader.LeaderOptions;
import dev.freshet.operator.server.ClusterOptions;
import dev.freshet.web.server.ListenAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All an operator is told when it starts.
 *
 * @param storage the folder for tags, mirrors and artifacts; this process is its only user
 * @param storageSize how much of the disk mirrors and artifacts take up at most
 * @param election how one of several operators is chosen; absent when there is no other
 * @param events where notifications are posted; absent when nowhere
 * @param backoff how soon failed runs are tried again
 * @param addresses where requests for objects may go
 * @param requeueDependency how soon an object looks again for another that it waits for
 */
public record OperatorOptions(
    ClusterOptions cluster,
    Scope scope,
    CrossNamespaceRefs crossNamespaceRefs,
    Path storage,
    DiskSize storageSize,
    Optional<LeaderOptions> election,
    Endpoints endpoints,
    Optional<URI> events,
    AddressRule addresses,
    Backoff backoff,
    Duration requeueDependency,
    SourceOptions sources) {

  /**
   * Where the process listens.
   *
   * @param metrics absent when they are not served
   * @param health absent when it is not served
   * @param artifacts what is stored for GitRepositories
   */
  public record Endpoints(
      Optional<ListenAddress> metrics, Optional<ListenAddress> health, ListenAddress artifacts) {

    /** Reads {@code host:port} or {@code :port}; the first two can be switched off by {@code 0}. */
    public static Endpoints parse(String metrics, String health, String artifacts) {
      return new Endpoints(
          ListenAddress.parseUnlessOff(metrics),
          ListenAddress.parseUnlessOff(health),
          ListenAddress.parse(artifacts));
    }
  }

  /**
   * How artifacts are kept and told of.
   *
   * @param advertised the host that the URLs of artifacts name
   * @param digest the algorithm of an artifact's digest
   * @param intervalJitter how far intervals are spread, in percent
   */
  public record SourceOptions(
      String advertised,
      Duration retentionTtl,
      int retentionRecords,
      DigestAlgorithm digest,
      int intervalJitter) {
    private static final int WHOLE = 100;

    public SourceOptions {
      if (intervalJitter < 0 || intervalJitter > WHOLE) {
        throw new InvalidInputException(
            "the jitter of intervals is between 0 and 100 percent, not " + intervalJitter);
      }
      if (retentionRecords < 1) {
        throw new InvalidInputException(
            "at least one artifact of a source is kept, not " + retentionRecords);
      }
    }
  }
}
