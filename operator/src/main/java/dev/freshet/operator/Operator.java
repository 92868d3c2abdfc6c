package dev.freshet.operator;

import dev.freshet.engine.process.Closer;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.work.OutOfMemory;
import dev.freshet.operator.leader.Leadership;
import dev.freshet.operator.log.Logs;
import dev.freshet.operator.server.ApiServerReach;
import dev.freshet.operator.thread.LastWords;
import dev.freshet.web.health.HealthCheck;
import dev.freshet.web.health.HealthPages;
import dev.freshet.web.health.Pulse;
import dev.freshet.web.metric.Metrics;
import dev.freshet.web.server.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operator process: a candidate that waits for its turn, then the pipeline over the objects of
 * a cluster until it is closed. Closing starts nothing more, lets what runs end, and then lets
 * another operator lead.
 */
public final class Operator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

  private final OperatorOptions options;
  private final List<Controller> controllers;
  private final KubernetesClient client;
  private final Leadership leadership;
  private final Metrics metrics;
  private final ApiServerReach reach;
  private final Pulse pulse;
  private final Runnable onFailure;
  private final AtomicReference<Optional<StorageCheck>> storage =
      new AtomicReference<>(Optional.empty());
  private final Thread leading = Thread.ofPlatform().name("freshet-operator").unstarted(this::lead);
  private final Closer closing = new Closer();

  private Operator(
      OperatorOptions options,
      List<Controller> controllers,
      KubernetesClient client,
      Leadership leadership,
      Metrics metrics,
      ApiServerReach reach,
      Pulse pulse,
      Runnable onFailure) {
    this.options = options;
    this.controllers = controllers;
    this.client = client;
    this.leadership = leadership;
    this.metrics = metrics;
    this.reach = reach;
    this.pulse = pulse;
    this.onFailure = onFailure;
  }

  /**
   * Starts in the background.
   *
   * @param controllers what is reconciled, in the order the data flows
   * @param onFailure called when leadership is lost, work cannot begin or something stands still:
   *     it ends the process, for another operator is about to write what this one would
   */
  public static Operator start(
      OperatorOptions options, List<Controller> controllers, Runnable onFailure) {
    var metrics = new Metrics(InstantSource.system(), Controller.kinds(controllers));
    var reach = new ApiServerReach();
    KubernetesClient client =
        options
            .cluster()
            .connect(
                answer -> metrics.answered(answer.method(), answer.status(), answer.host()), reach);
    Leadership leadership =
        options
            .election()
            .map(election -> Leadership.seek(client, election, onFailure))
            .orElseGet(Leadership::unopposed);
    var pulse = new Pulse(new LastWords(onFailure)::say);
    leadership.expectIn(pulse::expect);
    pulse.expect("the log", Logs::probe);
    var operator =
        new Operator(options, controllers, client, leadership, metrics, reach, pulse, onFailure);
    operator.closing.add("the API server's client", client);
    operator.serve();
    operator.closing.add("leadership", leadership);
    pulse.start();
    operator.leading.start();
    return operator;
  }

  /** What a standby serves too: it is well although it does not work. */
  private void serve() {
    options
        .endpoints()
        .metrics()
        .ifPresent(
            address -> closing.add("metrics", HttpServer.open(address, List.of(metrics.route()))));
    options
        .endpoints()
        .health()
        .ifPresent(address ->
            closing.add("health", HttpServer.open(address, HealthPages.routes(alive(), ready()))));
  }

  /** What a new start mends, and nothing else. */
  private List<HealthCheck> alive() {
    return List.of(HealthCheck.PING, new HealthCheck("threads", pulse::still));
  }

  private List<HealthCheck> ready() {
    return List.of(
        HealthCheck.PING,
        new HealthCheck("threads", pulse::still),
        new HealthCheck("api-server", reach::problem),
        new HealthCheck("lease", this::lateRenewal, this::waiting),
        new HealthCheck("storage", () -> storage.get().flatMap(StorageCheck::problem)));
  }

  private Optional<String> lateRenewal() {
    return leadership.isWaiting() || leadership.isLeading()
        ? Optional.empty()
        : Optional.of("it was not renewed in time");
  }

  private Optional<String> waiting() {
    return leadership.isWaiting() ? Optional.of("waiting to lead") : Optional.empty();
  }

  private void lead() {
    try {
      if (leadership.await()) {
        LOG.info("starting to reconcile");
        closing.add(
            "the controllers",
            Controllers.start(options, controllers, client, leadership, metrics, pulse));
        var check = StorageCheck.start(options.storage());
        closing.add("the look at the storage", check);
        storage.set(Optional.of(check));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed before it led
    } catch (RuntimeException | Error failure) {
      // Whatever it is: a leader that does no work would keep others from working.
      OutOfMemory.endOn(failure);
      LOG.error("start: {}", failure.getMessage(), failure);
      onFailure.run();
    }
  }

  @Override
  public void close() {
    LOG.info("stopping");
    pulse.close(); // what ends stands still
    closing.close();
  }
}
