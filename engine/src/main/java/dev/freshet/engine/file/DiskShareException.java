package dev.freshet.engine.file;

import java.io.IOException;

/** A namespace may take up no more of the storage. */
public final class DiskShareException extends IOException {
  DiskShareException(String namespace, long own, long all, long most) {
    super(
        ("namespace '%s' takes up %d bytes of the storage and may have no more, since %d of %d are"
                + " taken; let it have fewer or smaller repositories, or give the process a larger"
                + " %s")
            .formatted(namespace, own, all, most, DiskSize.FLAG));
  }
}
