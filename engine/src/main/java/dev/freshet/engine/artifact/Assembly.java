package dev.freshet.engine.artifact;

import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.ContentSpec;
import dev.freshet.api.source.Include;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.artifact.ArtifactException.Step;
import dev.freshet.engine.artifact.FileTree.File;
import dev.freshet.engine.artifact.FileTree.Permission;
import dev.freshet.engine.git.tree.PathText;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.engine.git.tree.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one artifact is put together from: the tree of a revision, and the artifacts it includes. To
 * be used while the tree is open.
 */
public final class Assembly implements AutoCloseable {
  /** What is noted of a line of patterns. */
  private static final int BYTES_OF_A_PATTERN = 400;

  private final ArtifactStore store;
  private final RevisionTree revision;
  private final ContentSpec content;
  private final FileTree files = new FileTree();
  private final List<TarFile> included = new ArrayList<>();

  private Assembly(ArtifactStore store, RevisionTree revision, ContentSpec content) {
    this.store = store;
    this.revision = revision;
    this.content = content;
  }

  /**
   * Begins an artifact with the tree of a revision, of which the spec may want a part; refuses a
   * sparse directory that is not in it.
   */
  public static Assembly of(ArtifactStore store, RevisionTree revision, ContentSpec content) {
    return revision.compute(() -> taken(store, revision, content));
  }

  private static Assembly taken(ArtifactStore store, RevisionTree revision, ContentSpec content) {
    var sparse = new SparseCheckout(content.sparseCheckout());
    List<TreeFile> all = revision.files();
    sparse.requireIn(all.stream().map(Assembly::packedPath).toList());
    var assembly = new Assembly(store, revision, content);
    all.stream().filter(file -> sparse.takes(file.path())).forEach(assembly::add);
    return assembly;
  }

  /** Puts the artifact of another repository where the include says. */
  public void include(Include include, Artifact artifact) {
    var _ = revision.compute(() -> grafted(include, artifact));
  }

  private FileTree.Node grafted(Include include, Artifact artifact) {
    try {
      TarFile packed = store.open(artifact, revision.namespace(), revision::keep);
      included.add(packed);
      FileTree.Node node =
          packed
              .tree()
              .find(FileTree.names(include.fromPath().orElse("")))
              .orElseThrow(() -> new IOException("no such file or directory"));
      files.graft(FileTree.names(include.target()), node);
      return node;
    } catch (IOException cause) {
      throw new ArtifactException(
          Step.INCLUDE,
          "'%s' include from %s to %s: "
              .formatted(include.repository(), include.fromPath().orElse(""), include.target()),
          cause);
    }
  }

  /** Packs all of it into the storage, as the artifact of this source. */
  public Artifact archive(NamespacedName source) {
    return revision.compute(() -> store.archive(source, revision.revision(), files, rules()));
  }

  @Override
  public void close() {
    for (TarFile packed : included) {
      try {
        packed.close();
      } catch (IOException cause) {
        throw new ArtifactException(Step.CLOSE_INCLUDED, "close an included artifact: ", cause);
      }
    }
  }

  /** All that is left of a link is the directory it lies in. */
  private static String packedPath(TreeFile file) {
    return file.kind() == TreeFile.Kind.LINK
        ? file.path().substring(0, Math.max(file.path().lastIndexOf('/'), 0))
        : file.path();
  }

  private void add(TreeFile file) {
    List<String> path = FileTree.names(file.path());
    try {
      switch (file.kind()) {
        case REGULAR -> files.put(path, new File(Permission.REGULAR, file::read));
        case EXECUTABLE -> files.put(path, new File(Permission.EXECUTABLE, file::read));
        case LINK -> files.directory(FileTree.names(packedPath(file)));
        case SUBMODULE -> files.directory(path);
      }
    } catch (IOException cause) {
      throw new ArtifactException(Step.TAKE, cause);
    }
  }

  private IgnoreRules rules() {
    List<IgnorePattern> patterns = new ArrayList<>();
    try {
      files.walk(
          new FileTree.Visitor() {
            @Override
            public void directory(List<String> path) throws IOException {
              List<String> file = new ArrayList<>(path);
              file.add(IgnoreRules.FILE);
              if (files.find(file).orElse(null) instanceof File rules) {
                read(text(rules), path, patterns);
              }
            }

            @Override
            public void file(List<String> path, File file) {}
          });
    } catch (IOException cause) {
      throw new ArtifactException(Step.READ_IGNORE_RULES, cause);
    }
    content.ignore().ifPresent(text -> read(text, List.of(), patterns));
    return IgnoreRules.of(patterns);
  }

  private void read(String text, List<String> domain, List<IgnorePattern> patterns) {
    List<IgnorePattern> read = IgnoreRules.read(text, domain);
    revision.keep((long) read.size() * BYTES_OF_A_PATTERN);
    patterns.addAll(read);
  }

  private static String text(File file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    file.content()
        .read((size, stream) -> {
          if (size > ArtifactBounds.RULES) {
            throw new IOException(
                "%s of %d bytes, more than %d"
                    .formatted(IgnoreRules.FILE, size, ArtifactBounds.RULES));
          }
          stream.transferTo(bytes);
        });
    return PathText.of(bytes.toByteArray()); // the patterns are of names
  }
}
