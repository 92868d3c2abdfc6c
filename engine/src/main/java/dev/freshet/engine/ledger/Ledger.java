package dev.freshet.engine.ledger;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.file.AtomicFile;
import dev.freshet.engine.fingerprint.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tags that each ImageRepository found and when each was first seen, a file per object: what
 * one was shown of an image, with its credentials and through its proxy, is nobody else's. A file
 * is replaced whole or not at all, so readers in any process need no lock; only one process may
 * record. When an image was last listed is its file's modification time: a list that brought
 * nothing new writes nothing else.
 */
public final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int READABLE_NAME = 100;

  /** Its entry, and a verdict with what it is about, twice when a deployed tag is missing. */
  private static final long BYTES_FOR_A_TAG = 200;

  private final Path directory;
  private final List<Object> writers = Stream.generate(Object::new).limit(64).toList();

  /** The files that hold tags, as far as they were read or written here. */
  private final Map<Path, Filled> filled = new ConcurrentHashMap<>();

  private record Filled(FileTime modified, int tags) {}

  public Ledger(Path directory) {
    this.directory = directory;
  }

  /**
   * Records a complete list; when this returns, a crash of the machine no longer loses what an
   * earlier list was the first to have. An image's first list is not waited for: should it be lost,
   * the next one is the first.
   *
   * @param repository the ImageRepository that was shown the list
   */
  public LedgerEntry record(
      NamespacedName repository, ImageName image, List<Tag> listed, Instant listedAt) {
    Path file = file(repository);
    Instant at = listedAt.truncatedTo(ChronoUnit.MILLIS);
    synchronized (writer(file)) {
      try {
        Optional<LedgerEntry> known = stored(repository, image);
        LedgerEntry entry =
            known
                .map(old -> old.relisted(listed, at))
                .orElseGet(() -> LedgerEntry.first(image.canonical(), listed, at));
        if (known.filter(old -> old.seen().equals(entry.seen())).isPresent()) {
          Files.setLastModifiedTime(file, FileTime.from(at));
        } else if (known.isPresent()) {
          AtomicFile.write(file, target -> EntryText.write(entry, target), FileTime.from(at));
        } else {
          AtomicFile.writeRebuildable(
              file, target -> EntryText.write(entry, target), FileTime.from(at));
        }
        return noted(file, entry, FileTime.from(at));
      } catch (IOException cause) {
        throw failed("failed to set tags for", image, cause);
      }
    }
  }

  /**
   * The last list that was recorded for the ImageRepository and is of this image; none as well when
   * the file is damaged, which is logged.
   */
  public Optional<LedgerEntry> read(NamespacedName repository, ImageName image) {
    try {
      return stored(repository, image);
    } catch (IOException cause) {
      throw failed("failed to read tags of", image, cause);
    }
  }

  /**
   * About how many bytes of memory it takes to read the tags there are and to select among them.
   */
  public long weight(NamespacedName repository) {
    Path file = file(repository);
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Optional<Filled> known = known(file, now.lastModifiedTime());
      int tags = known.isPresent() ? known.get().tags() : readCount(file);
      return now.size() + BYTES_FOR_A_TAG * tags;
    } catch (NoSuchFileException | InvalidInputException _) {
      return 0; // as far as reading goes, there are none
    } catch (IOException cause) {
      throw new LedgerException("", cause);
    }
  }

  private static int readCount(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return EntryText.readCount(content);
    }
  }

  private Optional<LedgerEntry> stored(NamespacedName repository, ImageName image)
      throws IOException {
    Path file = file(repository);
    try {
      // The time first: should a list be recorded meanwhile, the entry looks older than it is.
      FileTime modified = Files.getLastModifiedTime(file);
      Instant listedAt = modified.toInstant().truncatedTo(ChronoUnit.MILLIS);
      try (InputStream content = Files.newInputStream(file)) {
        LedgerEntry entry = EntryText.read(content, Files.size(file), listedAt);
        return Optional.of(noted(file, entry, modified))
            .filter(noted -> noted.canonicalName().equals(image.canonical()));
      }
    } catch (NoSuchFileException _) {
      return Optional.empty(); // never listed
    } catch (InvalidInputException cause) {
      LOG.warn(
          "ledger file is damaged, its tags will be listed and dated anew: ImageRepository={}"
              + " cause={}",
          repository,
          cause.getMessage());
      return Optional.empty();
    }
  }

  /**
   * When the tags there are of the image were listed; none when there are no tags. A file that is
   * as it was is not read again.
   */
  public Optional<Instant> listedAt(NamespacedName repository, ImageName image) {
    Path file = file(repository);
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      boolean hasTags =
          known(file, modified).isPresent()
              || read(repository, image).filter(entry -> !entry.seen().isEmpty()).isPresent();
      return hasTags ? Optional.of(modified.toInstant()) : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty(); // never listed
    } catch (IOException cause) {
      throw failed("failed to read tags of", image, cause);
    }
  }

  private Optional<Filled> known(Path file, FileTime modified) {
    return Optional.ofNullable(filled.get(file)).filter(known -> known.modified().equals(modified));
  }

  private LedgerEntry noted(Path file, LedgerEntry entry, FileTime modified) {
    if (entry.seen().isEmpty()) {
      filled.remove(file);
    } else {
      filled.put(file, new Filled(modified, entry.seen().size()));
    }
    return entry;
  }

  /** Forgets what an ImageRepository found; it may never have been scanned. */
  public void delete(NamespacedName repository) {
    Path file = file(repository);
    synchronized (writer(file)) {
      try {
        filled.remove(file);
        Files.deleteIfExists(file);
      } catch (IOException cause) {
        throw new LedgerException(
            "failed to delete tags of ImageRepository '%s': ".formatted(repository), cause);
      }
    }
  }

  /** Held by who writes the file; some files share one. */
  private Object writer(Path file) {
    return writers.get(Math.floorMod(file.hashCode(), writers.size()));
  }

  /** Readable for people, unique by the digest, and never longer than a file name may be. */
  private Path file(NamespacedName repository) {
    String name = repository.toString();
    return directory.resolve(readable(name) + "-" + Sha256.hex(name, 16) + ".tags");
  }

  private static String readable(String name) {
    var readable = new StringBuilder(READABLE_NAME);
    for (int i = 0; i < Math.min(name.length(), READABLE_NAME); i++) {
      char one = name.charAt(i);
      boolean plain =
          (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
      readable.append(plain || one == '.' || one == '_' || one == '-' ? one : '_');
    }
    return readable.toString();
  }

  private static LedgerException failed(String action, ImageName image, IOException cause) {
    return new LedgerException("%s \"%s\": ".formatted(action, image.canonical()), cause);
  }
}
