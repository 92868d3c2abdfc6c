package dev.freshet.engine.git.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Reads objects, which anybody may have made: whatever is wrong with one is told of that one. */
public final class Trees {
  /** A link longer than this is not a path. */
  private static final int MAX_LINK = 4096;

  private Trees() {}

  static List<TreeEntry> entries(ObjectReader reader, ObjectId tree) throws IOException {
    byte[] raw = bytes(reader, tree);
    List<TreeEntry> entries = new ArrayList<>();
    try {
      CanonicalTreeParser parser = new CanonicalTreeParser();
      for (parser.reset(raw); !parser.eof(); parser.next()) {
        entries.add(
            new TreeEntry(
                name(parser),
                FileMode.fromBits(parser.getEntryRawMode()),
                ObjectId.fromRaw(parser.idBuffer(), parser.idOffset())));
      }
      return entries;
    } catch (RuntimeException _) {
      throw new CorruptObjectException(tree, "a malformed tree");
    }
  }

  /** The bytes of a tree. */
  public static byte[] bytes(ObjectReader reader, ObjectId tree) throws IOException {
    return read(reader, tree, Constants.OBJ_TREE, RepositoryBounds.STRUCTURE_BYTES);
  }

  public static byte[] content(ObjectReader reader, ObjectId blob) throws IOException {
    return read(reader, blob, Constants.OBJ_BLOB, RepositoryBounds.OBJECT_BYTES);
  }

  /** The bytes of a file that are going to be kept. */
  public static byte[] content(ObjectReader reader, ObjectId blob, TreeVisits visits)
      throws IOException {
    visits.keep(reader.getObjectSize(blob, Constants.OBJ_BLOB));
    return content(reader, blob);
  }

  private static byte[] read(ObjectReader reader, AnyObjectId id, int type, long most)
      throws IOException {
    try {
      return reader.open(id, type).getCachedBytes((int) most);
    } catch (LargeObjectException _) {
      throw RepositoryBounds.exceeded(
          "a %s of more bytes, %s".formatted(Constants.typeString(type), id.name()), most);
    } catch (RuntimeException cause) {
      throw (IOException)
          new CorruptObjectException(id.copy(), "it cannot be read").initCause(cause);
    }
  }

  /** The tree of a commit. */
  public static ObjectId ofCommit(ObjectReader reader, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      return walk.parseCommit(commit).getTree().copy();
    }
  }

  public static String name(CanonicalTreeParser parser) {
    return PathText.of(parser.getEntryPathBuffer(), parser.getNameOffset(), parser.getNameLength());
  }

  static Optional<TreeEntry> find(ObjectReader reader, ObjectId tree, String name)
      throws IOException {
    return entries(reader, tree).stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  static String linkTarget(ObjectReader reader, TreeEntry link) throws IOException {
    byte[] target = reader.open(link.id(), Constants.OBJ_BLOB).getCachedBytes(MAX_LINK);
    return PathText.of(target);
  }
}
