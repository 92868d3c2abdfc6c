package dev.freshet.cli.table;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a listing shows of one object.
 *
 * @param cells the kind's own columns, see {@link ImageKind#columns()}
 */
public record ObjectRow(
    ImageKind kind,
    NamespacedName key,
    Map<String, String> labels,
    List<String> cells,
    Conditions conditions) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

  public ObjectRow {
    labels = Map.copyOf(labels);
    cells = List.copyOf(cells);
    if (cells.size() != kind.columns().size()) {
      throw new IllegalArgumentException(kind + " has the columns " + kind.columns());
    }
  }

  /** The row of an ImageRepository; times are shown in the zone. */
  public static ObjectRow of(ImageRepository object, ImageRepositoryStatus status, ZoneId zone) {
    return new ObjectRow(
        ImageKind.REPOSITORY,
        object.metadata().key(),
        object.metadata().labels(),
        List.of(
            time(status.lastScanResult().map(ScanResult::scanTime), zone),
            object.suspend() ? "True" : "False"),
        status.conditions());
  }

  /** The row of an ImagePolicy. */
  public static ObjectRow of(ImagePolicy object, ImagePolicyStatus status) {
    return new ObjectRow(
        ImageKind.POLICY,
        object.metadata().key(),
        object.metadata().labels(),
        List.of(
            status.latestRef().map(ImageRef::name).orElse(""),
            status.latestRef().map(ref -> ref.tag().value()).orElse("")),
        status.conditions());
  }

  /** The row of an ImageUpdateAutomation; times are shown in the zone. */
  public static ObjectRow of(
      ImageUpdateAutomation object, ImageUpdateAutomationStatus status, ZoneId zone) {
    return new ObjectRow(
        ImageKind.UPDATE,
        object.metadata().key(),
        object.metadata().labels(),
        List.of(time(status.lastAutomationRunTime(), zone), object.suspend() ? "True" : "False"),
        status.conditions());
  }

  /**
   * {@code True}, {@code False} or {@code Unknown}; an object nobody has looked at is not ready.
   */
  public String ready() {
    return readiness().map(condition -> condition.status().text()).orElse("False");
  }

  public String message() {
    return readiness().map(Condition::message).orElse("waiting to be reconciled");
  }

  private static String time(Optional<Instant> instant, ZoneId zone) {
    return instant.map(at -> TIME.format(at.atZone(zone))).orElse("");
  }

  private Optional<Condition> readiness() {
    return conditions.find(Condition.READY);
  }
}
