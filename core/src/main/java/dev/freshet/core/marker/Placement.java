package dev.freshet.core.marker;

/** Where a scalar stands, which decides what a plain one may hold. */
public enum Placement {
  BLOCK,
  FLOW
}
