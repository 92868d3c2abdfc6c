package dev.freshet.engine.registry;

import dev.freshet.core.image.Digest;

/** Whether a registry has a manifest under a tag; an answer that says neither is an exception. */
public sealed interface ManifestAnswer {

  record Found(Digest digest) implements ManifestAnswer {}

  /** There is none, by this answer to that request. */
  record NotFound(String answer) implements ManifestAnswer {}
}
