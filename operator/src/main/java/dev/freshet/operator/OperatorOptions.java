package dev.freshet.operator;

import dev.freshet.engine.pipeline.KnownObjects.CrossNamespaceRefs;
import dev.freshet.engine.pipeline.RunQueue.Backoff;
import dev.freshet.operator.cluster.ClusterOptions;
import dev.freshet.operator.cluster.Scope;
import dev.freshet.operator.leader.LeaderOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All an operator is told when it starts.
 *
 * @param storage the folder for tags, mirrors and artifacts; this process is its only user
 * @param election how one of several operators is chosen; absent when there is no other
 * @param events where notifications are posted; absent when nowhere
 * @param backoff how soon failed runs are tried again
 * @param requeueDependency how soon an object looks again for another that it waits for
 */
public record OperatorOptions(
    ClusterOptions cluster,
    Scope scope,
    CrossNamespaceRefs crossNamespaceRefs,
    Path storage,
    Optional<LeaderOptions> election,
    Endpoints endpoints,
    Optional<URI> events,
    Backoff backoff,
    Duration requeueDependency,
    SourceOptions sources) {

  /**
   * Where the process listens, as {@code host:port} or {@code :port}.
   *
   * @param artifacts what is stored for GitRepositories
   */
  public record Endpoints(String metrics, String health, String artifacts) {}

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
      String digest,
      int intervalJitter) {}
}
