package dev.freshet.engine.registry;

import java.util.EnumSet;
import java.util.Set;

/** How many tags a page is asked for, from the size Flux asks for down to the registry's choice. */
enum PageSize {
  THOUSAND("?n=1000"),
  HUNDRED("?n=100"),
  UNSTATED("");

  private final String query;

  PageSize(String query) {
    this.query = query;
  }

  String query() {
    return query;
  }

  Set<PageSize> fromHereOn() {
    return EnumSet.range(this, UNSTATED);
  }
}
