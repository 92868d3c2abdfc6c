package dev.freshet.engine.registry;

/** Whether a registry was seen to name the next page of a list where there is one. */
enum Linking {
  NOT_ASKED,
  SEEN,
  NOT_SEEN
}
