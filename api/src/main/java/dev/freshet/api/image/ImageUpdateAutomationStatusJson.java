package dev.freshet.api.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.kind.JsonFields;
import dev.freshet.api.kind.StatusCodec;
import dev.freshet.core.image.ImageRef;
import java.util.Map;
import java.util.TreeMap;

/** The status of an ImageUpdateAutomation as JSON; nothing is made from it. */
final class ImageUpdateAutomationStatusJson {
  static final StatusCodec<ImageUpdateAutomationStatus> CODEC =
      StatusCodec.of(
              ImageUpdateAutomationStatus.INITIAL,
              ImageUpdateAutomationStatusJson::write,
              ImageUpdateAutomationStatusJson::read)
          .owning(
              "lastAutomationRunTime",
              "lastPushCommit",
              "lastPushTime",
              "observedPolicies",
              "observedSourceRevision")
          .omittingEmpty("observedPolicies")
          .cutting("observedPolicies");

  private ImageUpdateAutomationStatusJson() {}

  private static void write(ImageUpdateAutomationStatus status, ObjectNode json) {
    status
        .lastAutomationRunTime()
        .ifPresent(at -> json.put("lastAutomationRunTime", at.toString()));
    status.lastPushCommit().ifPresent(commit -> json.put("lastPushCommit", commit));
    status.lastPushTime().ifPresent(at -> json.put("lastPushTime", at.toString()));
    ObjectNode policies = json.putObject("observedPolicies");
    new TreeMap<>(status.observedPolicies())
        .forEach((name, ref) -> policies.set(name, ImagePolicyStatusJson.write(ref)));
    status
        .observedSourceRevision()
        .ifPresent(revision -> json.put("observedSourceRevision", revision));
  }

  private static ImageUpdateAutomationStatus read(StatusCodec.Common common, JsonNode json) {
    Map<String, ImageRef> policies = new TreeMap<>();
    json.path("observedPolicies")
        .properties()
        .forEach(
            entry -> policies.put(entry.getKey(), ImagePolicyStatusJson.ref(entry.getValue())));
    return new ImageUpdateAutomationStatus(
        common.conditions(),
        common.observedGeneration(),
        JsonFields.instant(json.path("lastAutomationRunTime")),
        JsonFields.text(json.path("lastPushCommit")),
        JsonFields.instant(json.path("lastPushTime")),
        policies,
        JsonFields.text(json.path("observedSourceRevision")),
        common.lastHandledReconcileAt());
  }
}
