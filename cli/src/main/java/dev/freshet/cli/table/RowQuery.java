package dev.freshet.cli.table;

import dev.freshet.api.LabelQuery;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of a kind to list, and how to name them.
 *
 * @param namespace the only one to look in; empty for all of them
 * @param name the only object to list
 * @param statusSelector unread, because flux refuses a wrong one only when there are objects
 */
public record RowQuery(
    Optional<String> namespace,
    Optional<String> name,
    LabelQuery labels,
    Optional<String> statusSelector) {

  /** How an object is called: by its name, or where kinds are mixed by {@code kind/name}. */
  public enum Naming {
    PLAIN,
    QUALIFIED
  }

  /** The objects of a kind; refuses a name that is not there. */
  public List<ObjectRow> find(Kind<?, ?> kind, StatusSnapshot snapshot) {
    List<ObjectRow> found =
        snapshot.objects().stream()
            .filter(row -> row.kind() == kind)
            .filter(row -> namespace.isEmpty() || namespace.get().equals(row.key().namespace()))
            .filter(row -> name.isEmpty() || name.get().equals(row.key().name()))
            .filter(row -> labels.accepts(row.labels()))
            .toList();
    if (found.isEmpty() && name.isPresent()) {
      throw new InvalidInputException(
          "%s object '%s' not found in %s namespace".formatted(kind.name(), name.get(), place()));
    }
    return found;
  }

  /** The objects of a kind; refuses when there are none. */
  public List<ObjectRow> findSome(Kind<?, ?> kind, StatusSnapshot snapshot) {
    List<ObjectRow> found = find(kind, snapshot);
    if (found.isEmpty()) {
      throw new InvalidInputException(
          "no %s objects found in %s namespace".formatted(kind.name(), place()));
    }
    return found;
  }

  /** The rows whose conditions the status selector lets through; refuses a wrong selector. */
  public List<ObjectRow> withStatus(List<ObjectRow> rows) {
    return statusSelector
        .map(StatusSelector::parse)
        .map(selector -> rows.stream().filter(row -> selector.accepts(row.conditions())).toList())
        .orElse(rows);
  }

  /** Rows of one kind in the kind's columns. */
  public Table table(Kind<?, ?> kind, List<ObjectRow> rows, Naming naming) {
    List<String> header = new ArrayList<>();
    header.add("NAME");
    kind.listing().columns().forEach(column -> header.add(column.header()));
    header.addAll(List.of("READY", "MESSAGE"));
    if (namespace.isEmpty()) {
      header.addFirst("NAMESPACE");
    }
    return new Table(header, rows.stream().map(row -> cells(row, naming)).toList());
  }

  private List<String> cells(ObjectRow row, Naming naming) {
    String own = row.key().name();
    List<String> cells = new ArrayList<>(row.cells());
    cells.addFirst(naming == Naming.QUALIFIED ? row.kind().lowerCase() + "/" + own : own);
    cells.addAll(List.of(row.ready(), row.message()));
    if (namespace.isEmpty()) {
      cells.addFirst(row.key().namespace());
    }
    return cells;
  }

  private String place() {
    return namespace.map(only -> "\"" + only + "\"").orElse("any");
  }
}
