package dev.freshet.testkit.registry;

/** How a registry writes the {@code Link} to the next page; all are seen in the wild. */
public enum LinkForm {
  RELATIVE,
  ABSOLUTE,
  /** Absolute, but the registry forgot the port it was reached on. */
  PORT_DROPPED,
  /** Not at all: a registry that was asked for so many tags says no more. */
  NONE
}
