package dev.freshet.testkit.registry;

/** Where a registry is reached; faults are scripted and requests counted by it. */
public sealed interface Place {

  static Place page(int number) {
    return new Page(number);
  }

  /** The n-th page of tags, from 1. */
  record Page(int number) implements Place {}

  /** The fixed places. */
  enum Fixed implements Place {
    PING,
    TOKEN,
    MANIFEST,
    OTHER
  }

  Place PING = Fixed.PING;
  Place TOKEN = Fixed.TOKEN;
  Place MANIFEST = Fixed.MANIFEST;
}
