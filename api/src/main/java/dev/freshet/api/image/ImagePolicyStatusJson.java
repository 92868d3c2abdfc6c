package dev.freshet.api.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.kind.JsonFields;
import dev.freshet.api.kind.StatusCodec;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;

/** The status of an ImagePolicy as JSON, and the image references in it. */
final class ImagePolicyStatusJson {
  static final StatusCodec<ImagePolicyStatus> CODEC =
      StatusCodec.of(
              ImagePolicyStatus.INITIAL, ImagePolicyStatusJson::write, ImagePolicyStatusJson::read)
          .owning("latestImage", "latestRef", "observedPreviousImage", "observedPreviousRef")
          .serving(ImagePolicyStatusJson::serve)
          .resulting("/latestRef/name", "/latestRef/tag", "/latestRef/digest")
          // A selection guards against a downgrade.
          .durable();

  private ImagePolicyStatusJson() {}

  private static void write(ImagePolicyStatus status, ObjectNode json) {
    status.latestRef().ifPresent(ref -> json.set("latestRef", write(ref)));
    status.observedPreviousRef().ifPresent(ref -> json.set("observedPreviousRef", write(ref)));
  }

  /** Image and tag alone, as it was before there were digests. */
  private static void serve(ImagePolicyStatus status, ObjectNode json) {
    status.latestRef().ifPresent(ref -> json.put("latestImage", text(ref)));
    status.observedPreviousRef().ifPresent(ref -> json.put("observedPreviousImage", text(ref)));
  }

  private static String text(ImageRef ref) {
    return ref.name() + ":" + ref.tag();
  }

  private static ImagePolicyStatus read(StatusCodec.Common common, JsonNode json) {
    return new ImagePolicyStatus(
        common.conditions(),
        common.observedGeneration(),
        JsonFields.present(json.path("latestRef")).map(ImagePolicyStatusJson::ref),
        JsonFields.present(json.path("observedPreviousRef")).map(ImagePolicyStatusJson::ref),
        common.lastHandledReconcileAt());
  }

  static ObjectNode write(ImageRef ref) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", ref.name());
    json.put("tag", ref.tag().value());
    ref.digest().ifPresent(digest -> json.put("digest", digest.value()));
    return json;
  }

  static ImageRef ref(JsonNode json) {
    return new ImageRef(
        json.path("name").asText(""),
        new Tag(json.path("tag").asText("")),
        JsonFields.text(json.path("digest")).map(Digest::new));
  }
}
