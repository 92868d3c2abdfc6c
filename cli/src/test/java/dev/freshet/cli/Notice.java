package dev.freshet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.Metadata;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.field.Fields;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.kind.StatusCodec;
import dev.freshet.core.NamespacedName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A kind that nobody has but these tests: it announces the image that a policy has selected. */
record Notice(
    Metadata metadata,
    NamespacedName policyRef,
    String greeting,
    Duration interval,
    boolean suspend)
    implements Reconcilable {
  static final Kind<Notice, Status> KIND =
      new Kind<>(
          Notice.class,
          ApiGroup.partial("test.freshet.dev"),
          "notices",
          "notice-controller",
          Notice::read,
          StatusCodec.of(new Status(Conditions.NONE, -1, "", ""), Notice::write, Notice::read)
              .owning("text")
              .resulting("/text"),
          List.of(
              Kind.Reference.byName(
                  () -> ImagePolicy.KIND,
                  Kind.Reference.Use.AWAITED_RESULT,
                  notice -> List.of(notice.policyRef()))),
          new Listing<>(
              "test",
              "notice",
              "Announce an image now.",
              List.of(
                  new Column<>("TEXT", (_, status) -> new Column.Cell.Text(status.text())),
                  Column.suspended()),
              status -> "announced " + status.text()));

  @Override
  public Kind<Notice, Status> kind() {
    return KIND;
  }

  private static Notice read(Metadata metadata, Fields root) {
    Fields spec = root.requiredObject("spec");
    return new Notice(
        metadata,
        new NamespacedName(metadata.namespace(), spec.requiredObject("policyRef").required("name")),
        spec.string("greeting").orElse("new"),
        spec.interval("interval"),
        spec.flag("suspend"));
  }

  private static void write(Status status, ObjectNode json) {
    json.put("text", status.text());
  }

  private static Status read(StatusCodec.Common common, JsonNode json) {
    return new Status(
        common.conditions(),
        common.observedGeneration(),
        common.lastHandledReconcileAt(),
        json.path("text").asText(""));
  }

  /** What was announced last. */
  record Status(
      Conditions conditions, long observedGeneration, String lastHandledReconcileAt, String text)
      implements ObjectStatus<Status> {

    @Override
    public Status begun(Instant at) {
      return this;
    }

    @Override
    public Status withConditions(Conditions other) {
      return new Status(other, observedGeneration, lastHandledReconcileAt, text);
    }

    @Override
    public Status withObservedGeneration(long generation) {
      return new Status(conditions, generation, lastHandledReconcileAt, text);
    }

    @Override
    public Status withLastHandledReconcileAt(String token) {
      return new Status(conditions, observedGeneration, token, text);
    }

    Status announcing(String announced) {
      return new Status(conditions, observedGeneration, lastHandledReconcileAt, announced);
    }
  }
}
