package dev.freshet.api;

/** An object that somebody runs, until its author asks to leave it alone. */
public interface Resource {
  Metadata metadata();

  /** True when the author has asked to leave it alone. */
  boolean suspend();
}
