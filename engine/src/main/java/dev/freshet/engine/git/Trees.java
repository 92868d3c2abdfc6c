package dev.freshet.engine.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Reads tree objects. */
final class Trees {
  /** A link longer than this is not a path. */
  private static final int MAX_LINK = 4096;

  private Trees() {}

  static List<TreeEntry> entries(ObjectReader reader, ObjectId tree) throws IOException {
    byte[] raw = reader.open(tree, Constants.OBJ_TREE).getCachedBytes(Integer.MAX_VALUE);
    CanonicalTreeParser parser = new CanonicalTreeParser();
    parser.reset(raw);
    List<TreeEntry> entries = new ArrayList<>();
    for (; !parser.eof(); parser.next()) {
      entries.add(
          new TreeEntry(
              name(parser),
              FileMode.fromBits(parser.getEntryRawMode()),
              ObjectId.fromRaw(parser.idBuffer(), parser.idOffset())));
    }
    return entries;
  }

  static String name(CanonicalTreeParser parser) {
    return PathText.of(
        parser.getEntryPathBuffer(), parser.getNameOffset(), parser.getNameLength());
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
