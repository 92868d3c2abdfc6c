package dev.freshet.cli.table;

import dev.freshet.api.Resource;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.NamespacedName;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a listing shows of one object.
 *
 * @param cells the kind's own columns, see {@link dev.freshet.api.kind.Listing#columns()}
 */
public record ObjectRow(
    Kind<?, ?> kind,
    NamespacedName key,
    Map<String, String> labels,
    List<String> cells,
    Conditions conditions) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

  public ObjectRow {
    labels = Map.copyOf(labels);
    cells = List.copyOf(cells);
    if (cells.size() != kind.listing().columns().size()) {
      throw new IllegalArgumentException(kind + " has the columns " + kind.listing().columns());
    }
  }

  /** The row of an object; times are shown in the zone. */
  public static <R extends Resource, S extends ObjectStatus<S>> ObjectRow of(
      Kind<R, S> kind, R object, S status, ZoneId zone) {
    return new ObjectRow(
        kind,
        object.metadata().key(),
        object.metadata().labels(),
        kind.listing().columns().stream()
            .map(column -> text(column.cell().apply(object, status), zone))
            .toList(),
        status.conditions());
  }

  private static String text(Column.Cell cell, ZoneId zone) {
    return switch (cell) {
      case Column.Cell.Text(String text) -> text;
      case Column.Cell.Time(var at) -> at.map(time -> TIME.format(time.atZone(zone))).orElse("");
      case Column.Cell.Flag(boolean holds) -> holds ? "True" : "False";
    };
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

  private Optional<Condition> readiness() {
    return conditions.find(Condition.READY);
  }
}
