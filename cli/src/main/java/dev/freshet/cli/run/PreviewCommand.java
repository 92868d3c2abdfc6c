package dev.freshet.cli.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import dev.freshet.core.AutomationException;
import dev.freshet.core.plan.Change;
import dev.freshet.core.plan.FileChange;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.core.plan.UnifiedDiff;
import dev.freshet.engine.image.ImageUpdateAutomationReconciler;
import dev.freshet.engine.image.PlannedUpdate;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.queue.OneShot;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.reconcile.Run;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code preview}: the diff and the commit message that {@code run} would push, for each
 * automation. It scans and selects for real and writes to no remote and no state.
 */
public final class PreviewCommand implements Callable<Integer> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final SourceOptions sources = new SourceOptions();
  private final StateOptions states = new StateOptions();

  private final OptionSpec exitCode =
      OptionSpec.builder("--exit-code")
          .type(boolean.class)
          .defaultValue("false")
          .description("exit with 3 when something would be committed, as a check in CI")
          .build();

  private final OptionSpec output = OutputFormat.option();

  private final List<Controller> controllers;

  private PreviewCommand(List<Controller> controllers) {
    this.controllers = controllers;
  }

  /** What the automations work on comes from these controllers. */
  public static CommandSpec spec(List<Controller> controllers) {
    var command = new PreviewCommand(controllers);
    command
        .spec
        .name("preview")
        .exitCodeOnInvalidInput(ExitCode.USAGE.code())
        .addOption(command.states.option())
        .addOption(command.exitCode)
        .addOption(command.output)
        .usageMessage()
        .description("Show what run would commit: a diff and a message for each automation.");
    command.sources.all().forEach(command.spec::addOption);
    return command.spec;
  }

  @Override
  public Integer call() throws IOException {
    sources.requireValidFor(spec.commandLine());
    Report report = Report.of(OutputFormat.TEXT, Output.of(spec));
    Preview preview = new Preview();
    boolean fine;
    try (var borrowed = StateSnapshot.of(states.directory());
        var workspace =
            new Workspace(
                sources, GlobalOptions.of(spec).namespace(), controllers, borrowed.state());
        var _ = new Progress("looking what would change")) {
      fine = fill(preview, workspace, report);
    }
    preview.print();
    if (!fine) {
      return ExitCode.FAILED.code();
    }
    return exitCode.<Boolean>getValue() && preview.pending
        ? ExitCode.CHANGES_PENDING.code()
        : ExitCode.DONE.code();
  }

  /** False when something failed; the rest is in the preview all the same. */
  private static boolean fill(Preview preview, Workspace workspace, Report report) {
    Manifests manifests = workspace.load();
    report.read(manifests);
    ManifestObjects objects = ManifestObjects.of(manifests);
    Pipeline pipeline = workspace.pipeline(event -> tell(report, event));
    Map<ObjectKey, Run> runs =
        new OneShot(pipeline, workspace.parts().survival())
            .runBefore(ImageUpdateAutomation.KIND, objects);
    boolean fine =
        manifests.problems().isEmpty()
            && runs.values().stream().allMatch(run -> run.result() == Run.Result.SUCCEEDED);
    var updates = new ImageUpdateAutomationReconciler(workspace.parts());
    for (ImageUpdateAutomation automation : objects.all(ImageUpdateAutomation.KIND)) {
      if (!automation.suspend()) {
        fine &= preview.add(updates, objects, automation, report);
      }
    }
    return fine;
  }

  /** Only what a person should mend: the diff is the result. */
  private static void tell(Report report, Event event) {
    if (event.type() == Event.Type.WARNING) {
      report.forOneRun().accept(event);
    }
  }

  /** The result so far, as text and as JSON. */
  private final class Preview {
    private final StringBuilder text = new StringBuilder();
    private final ObjectNode json = JSON.objectNode();
    private boolean pending;

    Preview() {
      json.putArray("automations");
    }

    /** False when the automation failed, or a file is broken. */
    boolean add(
        ImageUpdateAutomationReconciler updates,
        ManifestObjects objects,
        ImageUpdateAutomation automation,
        Report report) {
      ObjectKey key = automation.key();
      try {
        PlannedUpdate planned = updates.preview(objects, automation);
        pending |= planned.message().isPresent();
        text(key, automation, planned);
        json(key, automation, planned);
        planned.plan().problems().forEach(problem -> report.warn(key, problem.toString()));
        return planned.plan().problems().stream()
            .noneMatch(problem -> problem.severity() == FileProblem.Severity.ERROR);
      } catch (AutomationException failure) {
        report.failed(
            key, ReasonedException.reasonOf(failure), String.valueOf(failure.getMessage()));
        return false;
      }
    }

    private void text(ObjectKey key, ImageUpdateAutomation automation, PlannedUpdate planned) {
      Optional<String> message = planned.message();
      text.append(key).append(message.isPresent() ? ": would commit\n" : ": nothing to commit\n");
      message.ifPresent(words -> {
        text.append('\n');
        words.lines().forEach(line -> text.append("    ").append(line).append('\n'));
        text.append('\n');
      });
      for (FileChange change : planned.plan().files()) {
        text.append(UnifiedDiff.of(fromRoot(automation, change)));
      }
    }

    private void json(ObjectKey key, ImageUpdateAutomation automation, PlannedUpdate planned) {
      ObjectNode one =
          json.withArray("automations")
              .addObject()
              .put("namespace", key.name().namespace())
              .put("name", key.name().name());
      one.put("message", planned.message().orElse(null));
      var files = one.putArray("files");
      for (FileChange change : planned.plan().files()) {
        FileChange rooted = fromRoot(automation, change);
        ObjectNode file =
            files.addObject().put("path", rooted.path()).put("diff", UnifiedDiff.of(rooted));
        var changes = file.putArray("changes");
        for (Change each : change.changes()) {
          changes
              .addObject()
              .put("setter", each.setter())
              .put("old", each.oldValue())
              .put("new", each.newValue())
              .put("kind", each.object().kind())
              .put("namespace", each.object().namespace())
              .put("name", each.object().name());
        }
      }
      var problems = one.putArray("problems");
      for (FileProblem problem : planned.plan().problems()) {
        problems
            .addObject()
            .put("path", problem.path())
            .put("line", problem.line())
            .put("message", problem.message());
      }
    }

    void print() {
      switch (output.<OutputFormat>getValue()) {
        case JSON -> Output.of(spec).print(json);
        case TEXT -> Output.of(spec).print(text.toString());
      }
    }
  }

  /** Named from the root of the repository, so that {@code git apply} takes the diff. */
  private static FileChange fromRoot(ImageUpdateAutomation automation, FileChange change) {
    java.nio.file.Path path =
        java.nio.file.Path.of(automation.update().path()).resolve(change.path()).normalize();
    return new FileChange(
        path.toString().replace('\\', '/'),
        change.before(),
        change.after(),
        change.markersAfter(),
        change.changes());
  }
}
