package dev.freshet.engine.git.store;

import dev.freshet.core.Cutoff;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Replaces the packs of a mirror by one with what a few commits need. */
final class PackMerge {
  private PackMerge() {}

  /** The commits lose their history: it can be fetched, and is hardly ever wanted. */
  static void run(FileRepository repository, List<ObjectId> kept) throws IOException {
    List<Path> old = new ArrayList<>();
    for (Pack pack : repository.getObjectDatabase().getPacks()) {
      old.add(pack.getPackFile().toPath());
    }
    Set<ObjectId> commits = new LinkedHashSet<>(kept);
    repository.getObjectDatabase().setShallowCommits(commits);
    Path directory = repository.getObjectDatabase().getPackDirectory().toPath();
    Path merged = write(repository, commits, directory);
    for (Path pack : old) {
      if (!pack.getFileName().equals(merged.getFileName())) {
        String stem = pack.toString().substring(0, pack.toString().length() - ".pack".length());
        // The index last would leave a moment in which it points nowhere.
        Files.deleteIfExists(Path.of(stem + ".idx"));
        Files.deleteIfExists(Path.of(stem + ".rev"));
        Files.deleteIfExists(pack);
      }
    }
  }

  private static Path write(FileRepository repository, Set<ObjectId> commits, Path directory)
      throws IOException {
    ProgressMonitor silent = new CutMonitor();
    Path pack = Files.createTempFile(directory, "pack-merge", ".pack");
    Path index = Files.createTempFile(directory, "pack-merge", ".idx");
    try (PackWriter writer = new PackWriter(repository)) {
      writer.setDeltaBaseAsOffset(true);
      writer.preparePack(silent, commits, Set.of());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(pack))) {
        writer.writePack(silent, silent, out);
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(index))) {
        writer.writeIndex(out);
      }
      String name = "pack-" + writer.computeName().name();
      Path target = directory.resolve(name + ".pack");
      // An index without its pack is an error, a pack without its index is not seen.
      Files.move(pack, target, StandardCopyOption.ATOMIC_MOVE);
      Files.move(index, directory.resolve(name + ".idx"), StandardCopyOption.ATOMIC_MOVE);
      return target;
    } finally {
      Files.deleteIfExists(pack);
      Files.deleteIfExists(index);
    }
  }

  /** Ends the work of JGit when that of this thread was cut. */
  private static final class CutMonitor extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
      Cutoff.check();
      return false;
    }
  }
}
