package dev.freshet.engine.registry.host;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/** How many tags a page is asked for, from the size Flux asks for down to the registry's choice. */
public enum PageSize {
  THOUSAND(OptionalInt.of(1000)),
  HUNDRED(OptionalInt.of(100)),
  UNSTATED(OptionalInt.empty());

  private final OptionalInt tags;

  PageSize(OptionalInt tags) {
    this.tags = tags;
  }

  public String query() {
    return tags.isPresent() ? "?n=" + tags.getAsInt() : "";
  }

  /** Whether a page of so many tags may not be the last one. */
  public boolean isFull(int listed) {
    return tags.equals(OptionalInt.of(listed));
  }

  public Set<PageSize> fromHereOn() {
    return EnumSet.range(this, UNSTATED);
  }
}
