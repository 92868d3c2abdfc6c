package dev.freshet.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.Durations;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ReconcileRequests.Request;
import dev.freshet.engine.state.StateFolder;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code reconcile image repository|policy|update NAME}: puts a request into the state folder and
 * waits until the process that runs it has answered.
 */
@Command(
    name = "image",
    description = "Reconcile an image repository, policy or update automation now.",
    exitCodeOnInvalidInput = 1)
public final class ReconcileImageCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Go's durations, refused before anything is asked. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Durations.parse(text);
      } catch (InvalidInputException refused) {
        throw new TypeConversionException(String.valueOf(refused.getMessage()));
      }
    }
  }

  /** What the three kinds share on the command line. */
  static final class Options {
    @Mixin private final StateOptions states = new StateOptions();

    @Option(
        names = "--timeout",
        paramLabel = "DURATION",
        defaultValue = "5m0s",
        converter = DurationConverter.class,
        description = "how long to wait (default: 5m0s)")
    private Duration timeout = Duration.ZERO;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FORMAT",
        defaultValue = "text",
        description = "text or json")
    private OutputFormat output = OutputFormat.TEXT;

    @Parameters(arity = "0..1", paramLabel = "NAME")
    private String name = "";
  }

  @Command(
      name = "repository",
      description = "Scan an image repository now.",
      exitCodeOnInvalidInput = 1)
  int repository(@Mixin Options options) throws InterruptedException {
    return reconcile(ObjectKey.Kind.IMAGE_REPOSITORY, options);
  }

  @Command(
      name = "policy",
      description = "Select for an image policy now.",
      exitCodeOnInvalidInput = 1)
  int policy(@Mixin Options options) throws InterruptedException {
    return reconcile(ObjectKey.Kind.IMAGE_POLICY, options);
  }

  @Command(
      name = "update",
      description = "Run an image update automation now.",
      exitCodeOnInvalidInput = 1)
  int update(@Mixin Options options) throws InterruptedException {
    return reconcile(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, options);
  }

  private int reconcile(ObjectKey.Kind kind, Options options) throws InterruptedException {
    String namespace = GlobalOptions.of(spec).namespace();
    if (options.name.isEmpty()) {
      throw failed(kind.text() + " name is required");
    }
    ObjectKey key = new ObjectKey(kind, new NamespacedName(namespace, options.name));
    StateFolder state = new StateFolder(options.states.directory());
    JsonNode manifest =
        state
            .manifests()
            .json(key)
            .orElseThrow(() ->
                failed(
                    "%s object '%s' not found in \"%s\" namespace"
                        .formatted(kind.text(), options.name, namespace)));
    if (manifest.path("spec").path("suspend").asBoolean()) {
      throw failed("resource is suspended");
    }
    if (state.owner().isEmpty()) {
      throw failed(
          "no process runs this state folder: start `freshet run --from …` with the same --state");
    }
    return ask(state, key, options);
  }

  private int ask(StateFolder state, ObjectKey key, Options options) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    String token = Instant.now().toString();
    say(
        err,
        "► annotating %s %s in %s namespace"
            .formatted(key.kind().text(), key.name().name(), key.name().namespace()));
    state.requests().ask(new Request(key, token));
    say(err, "✔ %s annotated".formatted(key.kind().text()));
    say(err, "◎ waiting for %s reconciliation".formatted(key.kind().text()));
    JsonNode status =
        state
            .statuses()
            .awaitHandled(key, token, options.timeout)
            .orElseThrow(() -> {
              state.requests().withdraw(key);
              return failed("timed out waiting for the condition");
            });
    JsonNode ready = condition(status, "Ready");
    if (options.output == OutputFormat.JSON) {
      print(key, status);
    }
    if (!ready.path("status").asText().equals("True")) {
      String message = ready.path("message").asText();
      boolean stalled = condition(status, "Stalled").path("status").asText().equals("True");
      throw failed(
          stalled
              ? message
              : "%s reconciliation failed: '%s'".formatted(key.kind().text(), message));
    }
    say(err, "✔ " + success(key.kind(), status, ready));
    return ExitCode.DONE.code();
  }

  private static String success(ObjectKey.Kind kind, JsonNode status, JsonNode ready) {
    return switch (kind) {
      case GIT_REPOSITORY ->
          "fetched revision " + status.path("artifact").path("revision").asText();
      case IMAGE_REPOSITORY ->
          "scan fetched %d tags".formatted(status.path("lastScanResult").path("tagCount").asInt());
      case IMAGE_POLICY -> {
        JsonNode ref = status.path("latestRef");
        String digest = ref.path("digest").asText("");
        yield "selected ref %s:%s%s"
            .formatted(
                ref.path("name").asText(),
                ref.path("tag").asText(),
                digest.isEmpty() ? "" : "@" + digest);
      }
      case IMAGE_UPDATE_AUTOMATION -> ready.path("message").asText();
    };
  }

  private static JsonNode condition(JsonNode status, String type) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private void print(ObjectKey key, JsonNode status) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", key.kind().text())
            .put("namespace", key.name().namespace())
            .put("name", key.name().name());
    json.set("status", status);
    spec.commandLine().getOut().println(json);
    spec.commandLine().getOut().flush();
  }

  private static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }

  private static AutomationException failed(String message) {
    return new AutomationException(Reason.FAILED, message);
  }
}
