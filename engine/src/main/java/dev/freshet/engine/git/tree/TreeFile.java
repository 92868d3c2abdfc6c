package dev.freshet.engine.git.tree;

import dev.freshet.core.Cutoff;
import java.io.FilterInputStream;
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
    try (InputStream content = new Checked(stream(blob))) {
      reader.read(blob.getSize(), content);
    }
  }

  private ObjectLoader open() {
    try {
      return objects.open(entry.id(), Constants.OBJ_BLOB);
    } catch (IOException | RuntimeException damage) {
      throw damaged(damage);
    }
  }

  private InputStream stream(ObjectLoader blob) {
    try {
      return blob.openStream();
    } catch (IOException | RuntimeException damage) {
      throw damaged(damage);
    }
  }

  /** Unchecked, so that a damaged copy is not taken for a failure of the reader. */
  private static UncheckedIOException damaged(Exception damage) {
    return switch (damage) {
      case IOException io -> new UncheckedIOException(io);
      default -> new UncheckedIOException(new IOException("it cannot be read", damage));
    };
  }

  /** What the objects hold; it may be cut, and its failures are told from those of who reads. */
  private static final class Checked extends FilterInputStream {
    Checked(InputStream content) {
      super(content);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) {
      Cutoff.check();
      try {
        return in.read(target, from, length);
      } catch (IOException | RuntimeException damage) {
        throw damaged(damage);
      }
    }
  }
}
