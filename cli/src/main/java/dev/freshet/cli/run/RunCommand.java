package dev.freshet.cli.run;

import dev.freshet.api.manifest.Manifests;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.pipeline.Daemon;
import dev.freshet.engine.pipeline.ManifestObjects;
import dev.freshet.engine.pipeline.OneShot;
import dev.freshet.engine.pipeline.Run;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ReconcileRequests;
import dev.freshet.engine.state.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
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

  private RunCommand() {}

  public static CommandSpec spec() {
    var command = new RunCommand();
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
    Report report =
        Report.of(output.getValue(), spec.commandLine().getOut(), spec.commandLine().getErr());
    String namespace = GlobalOptions.of(spec).namespace();
    try (var _ = state.lock("--state");
        var workspace = new Workspace(sources, namespace, state)) {
      return once.<Boolean>getValue()
          ? runOnce(state, workspace, report)
          : runOn(state, workspace, report);
    }
  }

  private int runOnce(StateFolder state, Workspace workspace, Report report) {
    try (var _ = new Progress(spec.commandLine().getErr(), "running every object once")) {
      Manifests manifests = load(state, workspace, report);
      var pipeline = workspace.pipeline(report.forOneRun());
      Map<ObjectKey, Run> runs = new OneShot(pipeline).run(ManifestObjects.of(manifests));
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
    String seen = workspace.fingerprint();
    Manifests manifests = load(state, workspace, report);
    report.started(manifests);
    try (var watch = state.requests().watch();
        var daemon =
            new Daemon(workspace.pipeline(report.forDaemon()), ManifestObjects.of(manifests))) {
      long polled = System.nanoTime();
      while (!stopping.get()) {
        for (ReconcileRequests.Request request : watch.await(HEARTBEAT)) {
          daemon.ask(request);
        }
        if (System.nanoTime() - polled >= poll().toNanos()) {
          polled = System.nanoTime();
          seen = reload(seen, state, workspace, report, daemon);
        }
      }
    } finally {
      stopped.countDown();
    }
    return ExitCode.DONE.code();
  }

  private Duration poll() {
    return sources.isUrl() ? REPOSITORY_POLL : FOLDER_POLL;
  }

  /** A source that cannot be read now keeps what was read before. */
  private static String reload(
      String seen, StateFolder state, Workspace workspace, Report report, Daemon daemon) {
    try {
      String now = workspace.fingerprint();
      if (!now.equals(seen)) {
        daemon.use(ManifestObjects.of(load(state, workspace, report)));
      }
      return now;
    } catch (AutomationException failure) {
      report.warn(String.valueOf(failure.getMessage()));
      return seen;
    }
  }

  private static Manifests load(StateFolder state, Workspace workspace, Report report) {
    Manifests manifests = workspace.load();
    report.read(manifests);
    state.manifests().write(manifests);
    return manifests;
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
