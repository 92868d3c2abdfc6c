package dev.freshet.cli.table;

import java.util.List;
import java.util.Locale;

/** The image kinds in the order the data flows, with what {@code flux} shows of each. */
public enum ImageKind {
  REPOSITORY("ImageRepository", "LAST SCAN", "SUSPENDED"),
  POLICY("ImagePolicy", "IMAGE", "TAG"),
  UPDATE("ImageUpdateAutomation", "LAST RUN", "SUSPENDED");

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> columns;

  ImageKind(String text, String... columns) {
    this.text = text;
    this.columns = List.of(columns);
  }

  /** The kind as manifests spell it. */
  public String text() {
    return text;
  }

  /** The columns between the name and the readiness. */
  public List<String> columns() {
    return columns;
  }

  /** The name of an object where several kinds stand in one listing. */
  public String qualify(String name) {
    return text.toLowerCase(Locale.ROOT) + "/" + name;
  }
}
