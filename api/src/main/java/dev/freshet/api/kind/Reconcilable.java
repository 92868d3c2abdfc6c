package dev.freshet.api.kind;

import dev.freshet.api.Resource;

/** An object of a kind that is reconciled. */
public interface Reconcilable extends Resource {
  Kind<?, ?> kind();

  default ObjectKey key() {
    return new ObjectKey(kind(), metadata().key());
  }
}
