package dev.freshet.cli.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.ManifestOrigin;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.core.OutsideText;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.state.Statuses;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run prints: results on stdout, what a person should mend on stderr, each with the file and
 * line of its object. As JSON, everything on stdout.
 */
final class Report {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final OutputFormat format;
  private final Output output;
  private volatile Map<String, ManifestOrigin> origins = Map.of();
  private volatile @Nullable DerivedFailures consequences;

  private Report(OutputFormat format, Output output) {
    this.format = format;
    this.output = output;
  }

  static Report of(OutputFormat format, Output output) {
    return new Report(format, output);
  }

  /** Tells the problems of what was read; objects are named with their place from now on. */
  void read(Manifests manifests) {
    manifests.problems().forEach(problem -> warn(problem.toString()));
    origins = manifests.origins();
    consequences = new DerivedFailures(manifests);
  }

  void warn(ObjectKey object, String message) {
    warn(place(object) + object + ": " + message);
  }

  /** Tells why an object failed in a run that ends, unless that follows from what was told. */
  void failed(ObjectKey object, Reason reason, String message) {
    DerivedFailures known = consequences;
    if (known == null || !known.isOne(object, reason)) {
      warn(object, oneLine(message));
    }
  }

  void warn(String text) {
    output.say("✗ " + text);
  }

  void started(Manifests manifests, List<? extends Kind<?, ?>> kinds) {
    output.say(
        "► running "
            + kinds.stream()
                .map(kind -> manifests.all(kind).size() + " " + plural(kind))
                .collect(Collectors.joining(", ")));
  }

  /** {@code ImagePolicy} becomes {@code image policies}. */
  private static String plural(Kind<?, ?> kind) {
    String words = kind.name().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.endsWith("y") ? words.substring(0, words.length() - 1) + "ies" : words + "s";
  }

  /** What was left undone although the run went well stands out. */
  private static String mark(Event event) {
    return event.reason() == Reason.MARKER_IGNORED ? "⚠ " : "✔ ";
  }

  /** Every event of a run that ends, one line each; JSON has its own document at the end. */
  Consumer<Event> forOneRun() {
    return event -> {
      if (event.type() == Event.Type.WARNING) {
        failed(event.object(), event.reason(), event.message());
      } else if (format == OutputFormat.TEXT) {
        output.printLine(mark(event) + line(event));
      }
    };
  }

  /** What changed or failed while a process runs on, with the time. */
  Consumer<Event> forDaemon() {
    return event -> {
      if (format == OutputFormat.JSON) {
        output.print(json(event));
      } else if (event.type() == Event.Type.WARNING) {
        warn(time(event) + " " + line(event));
      } else if (event.type() == Event.Type.NORMAL) {
        output.printLine(mark(event) + time(event) + " " + line(event));
      }
    };
  }

  /** The JSON document of a run that ended; nothing more as text. */
  void finish(Map<ObjectKey, Run> runs, List<ManifestProblem> problems, Statuses statuses) {
    if (format == OutputFormat.TEXT) {
      return;
    }
    ObjectNode document = JSON.objectNode();
    var objects = document.putArray("objects");
    runs.forEach((key, run) -> {
      ObjectNode object =
          objects
              .addObject()
              .put("kind", key.kind().name())
              .put("namespace", key.name().namespace())
              .put("name", key.name().name())
              .put("result", run.result().name().toLowerCase(Locale.ROOT));
      statuses.json(key).ifPresent(status -> object.set("status", status));
    });
    var list = document.putArray("problems");
    for (ManifestProblem problem : problems) {
      list.addObject()
          .put("path", problem.path())
          .put("line", problem.line())
          .put("object", problem.object())
          .put("message", problem.message());
    }
    output.print(document);
  }

  private ObjectNode json(Event event) {
    return JSON.objectNode()
        .put("time", event.at().toString())
        .put("kind", event.object().kind().name())
        .put("namespace", event.object().name().namespace())
        .put("name", event.object().name().name())
        .put("type", event.type().name().toLowerCase(Locale.ROOT))
        .put("reason", event.reason().text())
        .put("message", event.message());
  }

  private String line(Event event) {
    // What went well is known by its name; what did not is looked for in a file.
    return event.type() == Event.Type.WARNING
        ? place(event.object()) + event.object() + ": " + oneLine(event.message())
        : event.object() + ": " + event.message().strip().replace("\n", "\n    ");
  }

  /** A failure is one line, whatever a server has put into it. */
  private static String oneLine(String message) {
    return OutsideText.line(message.strip());
  }

  private String place(ObjectKey object) {
    ManifestOrigin origin = origins.get(object.toString());
    return origin == null ? "" : origin.place() + ": ";
  }

  private static String time(Event event) {
    return event.at().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
