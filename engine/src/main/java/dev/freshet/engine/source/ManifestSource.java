package dev.freshet.engine.source;

import dev.freshet.api.manifest.ManifestText;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.engine.git.GitMirror;
import dev.freshet.engine.git.ref.CheckoutRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A tree of YAML files that may hold the objects of a run. What is read is bounded: somebody may
 * have left a dump of a database there.
 */
public sealed interface ManifestSource {
  /** The longest file that is read; no object is as long, and many fit into it. */
  int LONGEST_FILE = 8 << 20;

  /** The most of those files that may hold objects, all together. */
  int MOST_TEXT = 48 << 20;

  /** The most YAML files, of any kind. */
  int MOST_FILES = 100_000;

  /** The {@code *.yaml} and {@code *.yml} files, sorted by path, each named from the root. */
  List<ManifestText> read();

  /** Changes when the files may have changed; much cheaper than reading them. */
  String fingerprint();

  /** A folder on this machine. Links are not followed, and Git's own folder is passed over. */
  record Folder(Path root) implements ManifestSource {

    @Override
    public List<ManifestText> read() {
      var texts = new BoundedTexts("read manifests from " + root);
      for (Found file : files()) {
        try (InputStream content = Files.newInputStream(file.path())) {
          texts.add(
              root.relativize(file.path()).toString().replace('\\', '/'),
              content.readNBytes(LONGEST_FILE + 1));
        } catch (IOException cause) {
          throw unreadable(cause);
        }
      }
      return texts.all();
    }

    @Override
    public String fingerprint() {
      int hash = 0;
      List<Found> files = files();
      for (Found file : files) {
        hash = 31 * hash + Objects.hash(file.path().toString(), file.size(), file.modified());
      }
      return files.size() + "-" + hash;
    }

    private record Found(Path path, long size, long modified) {}

    private List<Found> files() {
      if (!Files.isDirectory(root)) {
        throw new AutomationException(
            Reason.FAILED, "read manifests from %s: no such folder".formatted(root));
      }
      List<Found> files = new ArrayList<>();
      try {
        Files.walkFileTree(
            root,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(
                  Path folder, BasicFileAttributes attributes) {
                return folder.endsWith(".git")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isYaml(file.toString())) {
                  if (files.size() == MOST_FILES) {
                    throw new AutomationException(
                        Reason.FAILED,
                        "read manifests from %s: there are more than %d YAML files; name a folder below it with --path"
                            .formatted(root, MOST_FILES));
                  }
                  files.add(
                      new Found(file, attributes.size(), attributes.lastModifiedTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException cause) {
        throw unreadable(cause);
      }
      files.sort((a, b) -> a.path().compareTo(b.path()));
      return files;
    }

    private AutomationException unreadable(IOException cause) {
      return new AutomationException(
          Reason.FAILED,
          "read manifests from %s: %s: %s"
              .formatted(root, cause.getClass().getSimpleName(), cause.getMessage()),
          cause);
    }
  }

  /** What a branch of a remote repository holds below a path. */
  record GitBranch(GitMirror mirror, CheckoutRef ref, String path) implements ManifestSource {

    @Override
    public List<ManifestText> read() {
      var texts = new BoundedTexts("read manifests from Git");
      mirror
          .files(ref, path, ManifestSource::isYaml)
          .forEach(file -> texts.add(file.path(), file.content()));
      return texts.all();
    }

    @Override
    public String fingerprint() {
      return mirror.head(ref).toString();
    }
  }

  private static boolean isYaml(String path) {
    return path.endsWith(".yaml") || path.endsWith(".yml");
  }
}
