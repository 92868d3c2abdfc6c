package dev.freshet.cli.run;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.queue.Daemon;
import dev.freshet.engine.queue.OneShot;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.state.ReconcileRequests;
import dev.freshet.engine.state.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code run}: the pipeline without a cluster, once or for as long as the process lives. */
public final class RunCommand implements Callable<Integer> {
  /** How often a folder, or a repository, is looked at for changed manifests. */
  private static final Duration FOLDER_POLL = Duration.ofSeconds(5);

  private static final Duration REPOSITORY_POLL = Duration.ofMinutes(1);

  /** How soon the wish to stop is noticed; requests are noticed at once. */
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  /** How long a stopping process waits for a push under way. */
  private static final Duration STOPPING = Duration.ofSeconds(60);

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final SourceOptions sources = new SourceOptions();
  private final StateOptions states = new StateOptions();

  private final OptionSpec once =
      OptionSpec.builder("--once")
          .type(boolean.class)
          .defaultValue("false")
          .description("run every object once and exit, as a CI job does")
          .build();

  private final OptionSpec output =
      OutputFormat.option("text, or json: one document with --once, else one event a line");

  private final List<Controller> controllers;

  private RunCommand(List<Controller> controllers) {
    this.controllers = controllers;
  }

  /** What is reconciled are these controllers' kinds, in the order the data flows. */
  public static CommandSpec spec(List<Controller> controllers) {
    var command = new RunCommand(controllers);
    command
        .spec
        .name("run")
        .exitCodeOnInvalidInput(ExitCode.USAGE.code())
        .addOption(command.states.option())
        .addOption(command.once)
        .addOption(command.output)
        .usageMessage()
        .description(
            "Scan, select, edit, commit and push for the manifests of a folder or repository.");
    command.sources.all().forEach(command.spec::addOption);
    return command.spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    sources.requireValidFor(spec.commandLine());
    StateFolder state = new StateFolder(states.directory());
    Report report = Report.of(output.getValue(), Output.of(spec));
    String namespace = GlobalOptions.of(spec).namespace();
    try (var _ = state.lock("--state");
        var workspace = new Workspace(sources, namespace, controllers, state)) {
      return once.<Boolean>getValue()
          ? runOnce(state, workspace, report)
          : runOn(state, workspace, report);
    }
  }

  private int runOnce(StateFolder state, Workspace workspace, Report report) {
    try (var _ = new Progress("running every object once")) {
      Manifests manifests = new CurrentManifests(state, workspace, report).require();
      var pipeline = workspace.pipeline(report.forOneRun());
      Map<ObjectKey, Run> runs =
          new OneShot(pipeline, workspace.parts().survival()).run(ManifestObjects.of(manifests));
      report.finish(runs, manifests.problems(), state.statuses());
      boolean fine =
          manifests.problems().isEmpty()
              && runs.values().stream().allMatch(run -> run.result() == Run.Result.SUCCEEDED);
      return fine ? ExitCode.DONE.code() : ExitCode.FAILED.code();
    }
  }

  private int runOn(StateFolder state, Workspace workspace, Report report)
      throws IOException, InterruptedException {
    AtomicBoolean stopping = new AtomicBoolean();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  stopping.set(true);
                  awaitQuietly(stopped);
                }));
    var current = new CurrentManifests(state, workspace, report);
    try {
      // A folder that is not there is a mistake; a server may be away for a while.
      Optional<Manifests> first = sources.isUrl() ? current.news() : Optional.of(current.require());
      try (var watch = state.requests().watch(workspace.kinds().reconciled());
          var daemon =
              new Daemon(workspace.pipeline(report.forDaemon()), workspace.parts().survival())) {
        first.ifPresent(manifests -> use(workspace, manifests, daemon, report));
        long polled = System.nanoTime();
        while (!stopping.get()) {
          for (ReconcileRequests.Request request : watch.await(HEARTBEAT)) {
            daemon.ask(request);
          }
          if (System.nanoTime() - polled >= poll(current).toNanos()) {
            boolean beginning = current.isMissing();
            Optional<Manifests> news = current.news();
            news.ifPresent(manifests -> {
              if (beginning) {
                use(workspace, manifests, daemon, report);
              } else {
                daemon.use(ManifestObjects.of(manifests));
              }
            });
            polled = System.nanoTime();
          }
        }
      }
    } finally {
      // Also when nothing could begin: whoever ends the process waits for this.
      stopped.countDown();
    }
    return ExitCode.DONE.code();
  }

  private static void use(Workspace workspace, Manifests first, Daemon daemon, Report report) {
    report.started(first, workspace.kinds().reconciled());
    daemon.use(ManifestObjects.of(first));
  }

  private Duration poll(CurrentManifests current) {
    return sources.isUrl() && !current.isMissing() ? REPOSITORY_POLL : FOLDER_POLL;
  }

  private static void awaitQuietly(CountDownLatch stopped) {
    try {
      var _ = stopped.await(STOPPING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      // The process ends anyway.
      Thread.currentThread().interrupt();
    }
  }
}
