package dev.freshet.engine.git.store;

import dev.freshet.engine.file.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** The files of a mirror, before JGit reads them: whatever they hold may be damaged. */
public final class MirrorState {
  /** The commits that need not be fetched again. */
  static final String HEADS = "heads";

  static final String MARKERS = "markers";
  static final String PACKS = "objects/pack";

  private static final String SHALLOW = "shallow";
  private static final String PACK = ".pack";
  private static final String INDEX = ".idx";

  /** Longer lists of commits are none that were written here. */
  private static final int MOST_BYTES = 16 << 20;

  /** How the files begin that JGit has not finished. */
  private static final List<String> UNFINISHED =
      List.of("incoming", "insert", "noz", "tmp", "pack-merge");

  private MirrorState() {}

  static List<ObjectId> heads(Path mirror) throws IOException {
    return commits(mirror.resolve(HEADS));
  }

  /** Refuses a list of the commits where history ends that JGit could not read. */
  static void requireLegible(Path mirror) throws IOException {
    var _ = commits(mirror.resolve(SHALLOW));
  }

  /** The packs without an index, and indexes without a pack: neither is of use, both in the way. */
  static List<Path> widowed(Path mirror) throws IOException {
    List<Path> widowed = new ArrayList<>(packFiles(mirror, PACK));
    widowed.removeIf(pack -> Files.isRegularFile(partner(pack, INDEX)));
    List<Path> indexes = new ArrayList<>(packFiles(mirror, INDEX));
    indexes.removeIf(index -> Files.isRegularFile(partner(index, PACK)));
    widowed.addAll(indexes);
    return widowed;
  }

  private static Path partner(Path file, String suffix) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + suffix);
  }

  private static List<ObjectId> commits(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      throw new IOException("not a list of commits");
    }
    List<ObjectId> commits = new ArrayList<>();
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end);
      if (!ObjectId.isId(line)) {
        throw new IOException("not a list of commits");
      }
      commits.add(ObjectId.fromString(line));
      from += line.length() + 1;
    }
    return commits;
  }

  /** Refuses an index whose checksum is wrong: JGit would look for objects in other places. */
  static void requireWholeIndexes(Path mirror) throws IOException {
    for (Path index : packFiles(mirror, INDEX)) {
      byte[] content = Files.readAllBytes(index);
      int end = content.length - Constants.OBJECT_ID_LENGTH;
      if (end < 0) {
        throw new IOException("an index breaks off");
      }
      var digest = Constants.newMessageDigest();
      digest.update(content, 0, end);
      if (!ObjectId.fromRaw(digest.digest()).equals(ObjectId.fromRaw(content, end))) {
        throw new IOException("an index is damaged");
      }
    }
  }

  /** What the packs take up with their indexes; 0 where nobody can tell. */
  public static long packBytes(Path mirror) {
    try (Stream<Path> files = Files.list(mirror.resolve(PACKS))) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += size(file);
      }
      return bytes;
    } catch (IOException _) {
      return 0;
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException _) {
      return 0; // a pack that has just been finished
    }
  }

  /** Makes the objects of one mirror those of another too; says whether there were any. */
  static boolean link(Path from, Path to) throws IOException {
    List<Path> packs = packFiles(from, PACK);
    List<Path> files = new ArrayList<>(packs);
    files.addAll(packFiles(from, INDEX)); // without its pack an index would be an error
    for (Path file : files) {
      Path target = to.resolve(PACKS).resolve(file.getFileName());
      if (!Files.exists(target)) {
        Files.createLink(target, file);
      }
    }
    for (String state : List.of(SHALLOW, MARKERS)) {
      if (Files.exists(from.resolve(state))) {
        Files.copy(from.resolve(state), to.resolve(state), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return !packs.isEmpty();
  }

  private static List<Path> packFiles(Path mirror, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(mirror.resolve(PACKS))) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  /** A killed process leaves locks and half-written packs; none of them can still be in use. */
  static void clearLeftovers(Path mirror) throws IOException {
    List<Path> leftovers = new ArrayList<>();
    Files.walkFileTree(
        mirror,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isLeftover(file.getFileName().toString())) {
              leftovers.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    for (Path leftover : leftovers) {
      Files.deleteIfExists(leftover);
    }
    for (Path widowed : widowed(mirror)) {
      Folders.delete(widowed);
    }
  }

  /** What JGit and we call files that are not finished. */
  private static boolean isLeftover(String name) {
    return name.endsWith(".lock")
        || name.endsWith(".tmp")
        || name.endsWith(".keep")
        || name.endsWith("_tmp")
        || (UNFINISHED.stream().anyMatch(name::startsWith)
            && (name.endsWith(PACK) || name.endsWith(INDEX)));
  }
}
