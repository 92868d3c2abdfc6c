package dev.freshet.engine.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** One entry of a {@link RevisionTree} that is no directory; it is read while the tree is open. */
public final class TreeFile {
  /** What Git keeps under a path. */
  public enum Kind {
    REGULAR,
    EXECUTABLE,
    LINK,
    /** A commit of another repository, of which a checkout makes an empty directory. */
    SUBMODULE
  }

  /** Takes what a file holds. */
  @FunctionalInterface
  public interface Reader {
    void read(long size, InputStream content) throws IOException;
  }

  private final String path;
  private final TreeEntry entry;
  private final ObjectReader objects;

  TreeFile(String path, TreeEntry entry, ObjectReader objects) {
    this.path = path;
    this.entry = entry;
    this.objects = objects;
  }

  /** Slash-separated, from the root of the repository. */
  public String path() {
    return path;
  }

  public Kind kind() {
    if (entry.isLink()) {
      return Kind.LINK;
    }
    if (!entry.isFile()) {
      return Kind.SUBMODULE;
    }
    return FileMode.EXECUTABLE_FILE.equals(entry.mode().getBits()) ? Kind.EXECUTABLE : Kind.REGULAR;
  }

  /** Hands over the content, of a link the path it points at; what the reader throws comes back. */
  public void read(Reader reader) throws IOException {
    ObjectLoader blob = open();
    try (InputStream content = blob.openStream()) {
      reader.read(blob.getSize(), content);
    } catch (IOException failure) {
      if (GitFailures.isDamage(failure)) {
        throw new UncheckedIOException(failure);
      }
      throw failure;
    }
  }

  // Unchecked, so that a damaged copy is not taken for a failure of the reader.
  private ObjectLoader open() {
    try {
      return objects.open(entry.id(), Constants.OBJ_BLOB);
    } catch (IOException damage) {
      throw new UncheckedIOException(damage);
    }
  }
}
