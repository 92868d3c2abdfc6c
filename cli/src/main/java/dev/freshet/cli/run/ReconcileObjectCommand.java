package dev.freshet.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.cli.terminal.DurationConverter;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ReconcileRequests.Request;
import dev.freshet.engine.state.StateFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code reconcile image repository NAME} and the like: puts a request into the state folder and
 * waits until the process that runs it has answered.
 */
final class ReconcileObjectCommand implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final StateOptions states = new StateOptions();

  private final OptionSpec timeout =
      OptionSpec.builder("--timeout")
          .type(Duration.class)
          .converters(new DurationConverter())
          .paramLabel("DURATION")
          .defaultValue("5m0s")
          .description("how long to wait (default: 5m0s)")
          .build();

  private final OptionSpec format = OutputFormat.option();

  private final PositionalParamSpec name =
      PositionalParamSpec.builder()
          .type(String.class)
          .index("0")
          .arity("0..1")
          .paramLabel("NAME")
          .build();

  private final Kind<?, ?> kind;

  private ReconcileObjectCommand(Kind<?, ?> kind) {
    this.kind = kind;
  }

  static CommandSpec of(Kind<?, ?> kind) {
    var command = new ReconcileObjectCommand(kind);
    command
        .spec
        .name(kind.listing().noun())
        .exitCodeOnInvalidInput(ExitCode.FAILED.code())
        .addOption(command.states.option())
        .addOption(command.timeout)
        .addOption(command.format)
        .addPositional(command.name)
        .usageMessage()
        .description(kind.listing().request());
    return command.spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    String namespace = GlobalOptions.of(spec).namespace();
    String name = Optional.<String>ofNullable(this.name.getValue()).orElse("");
    if (name.isEmpty()) {
      throw failed(kind.name() + " name is required");
    }
    ObjectKey key = new ObjectKey(kind, new NamespacedName(namespace, name));
    StateFolder state = new StateFolder(states.directory());
    JsonNode manifest =
        state
            .manifests()
            .json(key)
            .orElseThrow(() ->
                failed(
                    "%s object '%s' not found in \"%s\" namespace"
                        .formatted(kind.name(), name, namespace)));
    if (manifest.path("spec").path("suspend").asBoolean()) {
      throw failed("resource is suspended");
    }
    if (state.owner().isEmpty()) {
      throw failed(
          "no process runs this state folder: start `freshet run --from …` with the same --state");
    }
    return ask(state, key);
  }

  private int ask(StateFolder state, ObjectKey key) throws InterruptedException {
    Output output = Output.of(spec);
    String token = Instant.now().toString();
    output.say(
        "► annotating %s %s in %s namespace"
            .formatted(key.kind().name(), key.name().name(), key.name().namespace()));
    state.requests().ask(new Request(key, token));
    output.say("✔ %s annotated".formatted(key.kind().name()));
    output.say("◎ waiting for %s reconciliation".formatted(key.kind().name()));
    JsonNode json =
        state
            .statuses()
            .awaitHandled(key, token, timeout.getValue())
            .orElseThrow(() -> {
              state.requests().withdraw(key);
              return failed("timed out waiting for the condition");
            });
    if (format.getValue() == OutputFormat.JSON) {
      print(key, json);
    }
    output.say("✔ " + success(key.kind(), json));
    return ExitCode.DONE.code();
  }

  private static <S extends ObjectStatus<S>> String success(Kind<?, S> kind, JsonNode json) {
    S status = kind.status().read(json);
    Conditions conditions = status.conditions();
    String message = conditions.find(Condition.READY).map(Condition::message).orElse("");
    if (!conditions.isTrue(Condition.READY)) {
      throw failed(
          conditions.isTrue(Condition.STALLED)
              ? message
              : "%s reconciliation failed: '%s'".formatted(kind.name(), message));
    }
    String outcome = kind.listing().outcome().apply(status);
    return outcome.isEmpty() ? message : outcome;
  }

  private void print(ObjectKey key, JsonNode status) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", key.kind().name())
            .put("namespace", key.name().namespace())
            .put("name", key.name().name());
    json.set("status", status);
    Output.of(spec).print(json);
  }

  private static AutomationException failed(String message) {
    return new ReasonedException(Reason.FAILED, message);
  }
}
