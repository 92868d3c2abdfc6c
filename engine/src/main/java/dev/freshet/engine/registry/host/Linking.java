package dev.freshet.engine.registry.host;

/** Whether a registry was seen to name the next page of a list where there is one. */
public enum Linking {
  NOT_ASKED,
  SEEN,
  NOT_SEEN
}
