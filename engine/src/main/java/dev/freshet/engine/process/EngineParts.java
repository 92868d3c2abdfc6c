package dev.freshet.engine.process;

import dev.freshet.engine.artifact.Archiving;
import dev.freshet.engine.credential.GitRemotes;
import dev.freshet.engine.credential.RegistryAccesses;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.engine.reconcile.Survival;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.state.StatusStore;
import dev.freshet.engine.work.Workers;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What the reconcilers of one process share. */
public record EngineParts(
    RegistryClient registry,
    RegistryAccesses accesses,
    Ledger ledger,
    GitMirrors mirrors,
    GitRemotes remotes,
    Archiving archiving,
    StatusStore statuses,
    ImageListener listener,
    Workers workers,
    Survival survival,
    Pace pace) {

  /**
   * Opens what there is one of in a process.
   *
   * @param state a folder that this process has the lock of
   * @param closer closes it all
   */
  public static EngineParts open(
      StateFolder state,
      EngineOptions options,
      StatusStore statuses,
      Archiving archiving,
      Closer closer) {
    Survival survival = Survival.in(state);
    closer.add("what is under way", survival);
    Workers workers = Workers.ofThisMachine();
    closer.add("work", workers);
    var connections = new Connections(new EnvironmentProxies(System.getenv()), options.addresses());
    closer.add("connections", connections);
    RandomGenerator random = RandomGenerator.getDefault();
    Pace pace = options.pace();
    var mirrors =
        new GitMirrors(
            state.git(), InstantSource.system(), random, connections, workers, options.disk());
    closer.add("mirrors", mirrors);
    return new EngineParts(
        new RegistryClient(pace.steady(), random, Thread::sleep, connections, options.calls()),
        new RegistryAccesses(options.images()),
        new Ledger(state.ledger()),
        mirrors,
        new GitRemotes(options.urls(), pace.steady()),
        archiving,
        statuses,
        options.listener(),
        workers,
        survival,
        pace);
  }
}
