package dev.freshet.api.yaml;

import java.util.List;
import java.util.Optional;

/** A YAML value and the line of the file it starts on; aliases and merge keys are resolved. */
public sealed interface Yaml {

  int line();

  /** The API server's word for what this is. */
  String typeName();

  /** A single value and what it means. */
  record Scalar(int line, String text, ScalarType type) implements Yaml {
    @Override
    public String typeName() {
      return type.text();
    }
  }

  /** A list. */
  record Sequence(int line, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String typeName() {
      return "array";
    }
  }

  /** A map in the order written; a key may be there twice. */
  record Mapping(int line, List<Entry> entries) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String typeName() {
      return "object";
    }

    public Optional<Yaml> find(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(key))
          .map(Entry::value)
          .findFirst();
    }

    /** The text of a scalar field, empty when it is absent or no scalar. */
    public String textOf(String key) {
      return find(key).orElse(this) instanceof Scalar(_, String text, _) ? text : "";
    }

    /** The value of a field that is a map, else an empty map. */
    public Mapping mapOf(String key) {
      return find(key)
          .filter(Mapping.class::isInstance)
          .map(Mapping.class::cast)
          .orElseGet(() -> new Mapping(line, List.of()));
    }
  }

  /** A key, the line it is on, and its value. */
  record Entry(int line, String key, Yaml value) {}
}
