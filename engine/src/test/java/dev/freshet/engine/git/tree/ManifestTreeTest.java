package dev.freshet.engine.git.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found below a directory once is not looked for again. */
class ManifestTreeTest {
  private static final String MARKED = "image: app:1 # {\"$imagepolicy\": \"ns:p\"}\n";

  @TempDir Path folder;
  private final InMemoryRepository whole = repository();

  /** Has the directories that must be read, and no other. */
  private final InMemoryRepository part = repository();

  private final Workers workers = Workers.ofThisMachine();

  private static InMemoryRepository repository() {
    return new InMemoryRepository(new DfsRepositoryDescription("manifests"));
  }

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void aDirectoryWithoutMarkersIsReadOnceInAllRuns() throws IOException {
    ObjectId bare = directory(entry("a.yaml", blob("a: 1\n")), entry("b.txt", blob(MARKED)));
    ObjectId marked = keptDirectory(entry("c.yaml", keptBlob(MARKED)));
    ObjectId root = keptDirectory(folder("bare", bare), folder("marked", marked));

    assertThat(run(whole, root)).containsExactly("marked/c.yaml");
    assertThat(run(part, root)).containsExactly("marked/c.yaml");
  }

  @Test
  void aWholeTreeWithoutMarkersIsNotReadAgain() throws IOException {
    ObjectId root = directory(folder("sub", directory(entry("a.yaml", blob("a: 1\n")))));

    assertThat(run(whole, root)).isEmpty();
    assertThat(run(part, root)).isEmpty();
  }

  @Test
  void aDirectoryWithALinkIsReadAgainSinceItsTargetMayHaveChanged() throws IOException {
    ObjectId target = keptBlob("a: 1\n");
    ObjectId linked = directory(link("l.yaml", keptBlob("../t.yaml")));
    ObjectId root = keptDirectory(folder("linked", linked), entry("t.yaml", target));

    assertThat(run(whole, root)).isEmpty();
    assertThatThrownBy(() -> run(part, root)).isInstanceOf(MissingObjectException.class);
  }

  @Test
  void aDirectoryWithAnUnreadableManifestIsReadAgain() throws IOException {
    ObjectId broken = directory(entry("a.yaml", blob("a: [ # {\"$imagepolicy\": \"ns:p\"}\n")));
    ObjectId root = keptDirectory(folder("broken", broken));

    assertThat(run(whole, root)).containsExactly("broken/a.yaml");
    assertThatThrownBy(() -> run(part, root)).isInstanceOf(MissingObjectException.class);
  }

  /** One run of a process of its own, which has the index of the last. */
  private List<String> run(InMemoryRepository repository, ObjectId root) throws IOException {
    var shares = new MemoryShares(64 << 20);
    try (var index = new MarkerIndex(folder.resolve("markers"), new MarkerMemory(1 << 20), "ns");
        MemoryShares.Share share = shares.open("ns");
        ObjectReader reader = repository.newObjectReader()) {
      List<String> found =
          new ManifestTree(index, workers, "ns", share)
              .find(reader, root, "").stream().map(ManifestTree.Found::path).toList();
      index.save();
      return found;
    }
  }

  private record Entry(String name, FileMode mode, ObjectId id) {}

  private static Entry entry(String name, ObjectId blob) {
    return new Entry(name, FileMode.REGULAR_FILE, blob);
  }

  private static Entry folder(String name, ObjectId tree) {
    return new Entry(name, FileMode.TREE, tree);
  }

  private static Entry link(String name, ObjectId target) {
    return new Entry(name, FileMode.SYMLINK, target);
  }

  private ObjectId blob(String content) throws IOException {
    return insert(whole, Constants.OBJ_BLOB, content.getBytes(UTF_8));
  }

  private ObjectId keptBlob(String content) throws IOException {
    var _ = insert(part, Constants.OBJ_BLOB, content.getBytes(UTF_8));
    return blob(content);
  }

  private ObjectId directory(Entry... entries) throws IOException {
    return insert(whole, Constants.OBJ_TREE, tree(entries));
  }

  private ObjectId keptDirectory(Entry... entries) throws IOException {
    var _ = insert(part, Constants.OBJ_TREE, tree(entries));
    return directory(entries);
  }

  private static byte[] tree(Entry... entries) {
    var tree = new TreeFormatter();
    for (Entry entry : entries) {
      tree.append(entry.name(), entry.mode(), entry.id());
    }
    return tree.toByteArray();
  }

  private static ObjectId insert(InMemoryRepository repository, int type, byte[] content)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(type, content);
      inserter.flush();
      return id;
    }
  }
}
