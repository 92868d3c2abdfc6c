package dev.freshet.engine.manifest;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.GitMirror;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.failure.GitException;
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
import java.util.function.Function;

/**
 * A tree of YAML files that may hold the objects of a run. What is read is bounded: somebody may
 * have left a dump of a database there.
 */
public sealed interface ManifestSource {
  /** The most YAML files, of any kind. */
  int MOST_FILES = 100_000;

  /** The {@code *.yaml} and {@code *.yml} files, sorted by path, each named from the root. */
  List<ManifestText> read(Kinds kinds);

  /** Changes when the files may have changed; much cheaper than reading them. */
  String fingerprint();

  /** A folder on this machine. Links are not followed, and Git's own folder is passed over. */
  record Folder(Path root) implements ManifestSource {

    @Override
    public List<ManifestText> read(Kinds kinds) {
      var texts = new BoundedTexts(kinds, "read manifests from " + root);
      for (Found file : files()) {
        try (InputStream content = Files.newInputStream(file.path())) {
          texts.add(
              root.relativize(file.path()).toString().replace('\\', '/'),
              content.readNBytes(BoundedTexts.LONGEST_FILE + 1));
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
        throw new ReasonedException(
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
                    throw new ReasonedException(
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
      return new ReasonedException(
          Reason.FAILED,
          "read manifests from %s: %s: %s"
              .formatted(root, cause.getClass().getSimpleName(), cause.getMessage()),
          cause);
    }
  }

  /** What a branch of a remote repository holds below a path. */
  record GitBranch(GitMirrors mirrors, GitRemote remote, CheckoutRef ref, String path)
      implements ManifestSource {

    @Override
    public List<ManifestText> read(Kinds kinds) {
      var texts = new BoundedTexts(kinds, "read manifests from Git");
      asking(mirror -> mirror.files(ref, path, ManifestSource::isYaml))
          .forEach(file -> texts.add(file.path(), file.content()));
      return texts.all();
    }

    @Override
    public String fingerprint() {
      return asking(mirror -> mirror.head(ref)).toString();
    }

    private <T> T asking(Function<GitMirror, T> question) {
      try {
        return question.apply(mirrors.mirror(remote, Holder.PROCESS));
      } catch (GitException failure) {
        throw new ReasonedException(
            Reason.GIT_OPERATION_FAILED,
            "failed to checkout source: " + failure.getMessage(),
            failure);
      }
    }
  }

  private static boolean isYaml(String path) {
    return path.endsWith(".yaml") || path.endsWith(".yml");
  }
}
