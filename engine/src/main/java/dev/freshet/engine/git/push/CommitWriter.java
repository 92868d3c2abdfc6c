package dev.freshet.engine.git.push;

import dev.freshet.core.plan.ManifestFile;
import dev.freshet.engine.git.tree.ManifestTree;
import dev.freshet.engine.git.tree.MemoryShares;
import dev.freshet.engine.git.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Writes commits into the object database: new blobs, the trees above them, the commit. What it
 * wrote becomes visible to others, as one pack, with {@link #flush()}.
 */
public final class CommitWriter implements AutoCloseable {
  private final PackInserter inserter;
  private final ObjectReader reader;

  CommitWriter(FileRepository repository) {
    this.inserter = repository.getObjectDatabase().newPackInserter();
    // A second copy of an object does no harm; asking every pack for each new object costs time.
    inserter.checkExisting(false);
    this.reader = inserter.newReader();
  }

  /** Reads what is in the database and what was written here. */
  ObjectReader reader() {
    return reader;
  }

  ObjectId tree(ObjectId commit) throws IOException {
    return Trees.ofCommit(reader, commit);
  }

  /**
   * The files as a plan wants them; their content can be read while this writer is open, as far as
   * the memory goes.
   */
  List<ManifestFile> manifests(List<ManifestTree.Found> found, MemoryShares.Share share) {
    return found.stream()
        .map(file ->
            new ManifestFile(file.path(), file.markers(), () -> content(file.blob(), share)))
        .toList();
  }

  private byte[] content(ObjectId blob, MemoryShares.Share share) {
    try {
      byte[] content = Trees.content(reader, blob);
      // As it is and as it will be.
      share.take(2L * content.length, "the manifests to change");
      return content;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  ObjectId blob(byte[] content) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, content);
  }

  /** The tree with the blobs at these paths, which exist in it, replaced. */
  ObjectId replace(ObjectId tree, Map<String, ObjectId> blobs) throws IOException {
    Map<String, ObjectId> files = new TreeMap<>();
    Map<String, Map<String, ObjectId>> directories = new TreeMap<>();
    blobs.forEach((path, blob) -> {
      int slash = path.indexOf('/');
      if (slash < 0) {
        files.put(path, blob);
      } else {
        directories
            .computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
            .put(path.substring(slash + 1), blob);
      }
    });
    // The ids are replaced inside the tree's bytes, so that names and modes stay as they are.
    byte[] raw = Trees.bytes(reader, tree).clone();
    CanonicalTreeParser parser = new CanonicalTreeParser();
    for (parser.reset(raw); !parser.eof(); parser.next()) {
      String name = Trees.name(parser);
      if (files.containsKey(name)) {
        files.get(name).copyRawTo(raw, parser.idOffset());
      } else if (directories.containsKey(name)) {
        ObjectId below = ObjectId.fromRaw(raw, parser.idOffset());
        replace(below, directories.get(name)).copyRawTo(raw, parser.idOffset());
      }
    }
    return inserter.insert(Constants.OBJ_TREE, raw);
  }

  ObjectId commit(ObjectId parent, ObjectId tree, Author author, String message, Instant at)
      throws IOException {
    PersonIdent person = new PersonIdent(author.name(), author.email(), at, ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setParentId(parent);
    commit.setTreeId(tree);
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage(message);
    return inserter.insert(commit);
  }

  void flush() throws IOException {
    inserter.flush();
  }

  @Override
  public void close() {
    reader.close();
    inserter.close();
  }
}
