package dev.freshet.api.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.kind.JsonFields;
import dev.freshet.api.kind.StatusCodec;
import java.time.Instant;

/** The status of an ImageRepository as JSON. */
final class ImageRepositoryStatusJson {
  static final StatusCodec<ImageRepositoryStatus> CODEC =
      StatusCodec.of(
              ImageRepositoryStatus.INITIAL,
              ImageRepositoryStatusJson::write,
              ImageRepositoryStatusJson::read)
          .owning("canonicalImageName", "lastScanResult", "observedExclusionList")
          .omittingEmpty("canonicalImageName", "latestTags", "observedExclusionList")
          .cutting("observedExclusionList")
          .resulting("/lastScanResult/revision");

  private ImageRepositoryStatusJson() {}

  private static void write(ImageRepositoryStatus status, ObjectNode json) {
    json.put("canonicalImageName", status.canonicalImageName());
    status.lastScanResult().ifPresent(scan -> json.set("lastScanResult", write(scan)));
    json.set("observedExclusionList", JsonFields.texts(status.observedExclusionList()));
  }

  private static ImageRepositoryStatus read(StatusCodec.Common common, JsonNode json) {
    return new ImageRepositoryStatus(
        common.conditions(),
        common.observedGeneration(),
        json.path("canonicalImageName").asText(""),
        JsonFields.present(json.path("lastScanResult")).map(ImageRepositoryStatusJson::scan),
        JsonFields.texts(json.path("observedExclusionList")),
        common.lastHandledReconcileAt());
  }

  private static ObjectNode write(ScanResult scan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("revision", scan.revision());
    json.put("tagCount", scan.tagCount());
    json.put("scanTime", scan.scanTime().toString());
    json.set("latestTags", JsonFields.texts(scan.latestTags()));
    return json;
  }

  private static ScanResult scan(JsonNode json) {
    return new ScanResult(
        json.path("revision").asText(""),
        json.path("tagCount").asInt(),
        Instant.parse(json.path("scanTime").asText("")),
        JsonFields.texts(json.path("latestTags")));
  }
}
