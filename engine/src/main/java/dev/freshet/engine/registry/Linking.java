package dev.freshet.engine.registry;

/** Whether a registry names the next page of a list wherever there is one. */
enum Linking {
  UNKNOWN,
  ALWAYS,
  NEVER
}
