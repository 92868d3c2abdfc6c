package dev.freshet.engine.ledger;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tags of every image and when each was first seen, a file per canonical image name. A file is
 * replaced whole or not at all, so readers in any process need no lock; only one process may
 * record. When an image was last listed is its file's modification time: a list that brought
 * nothing new writes nothing else.
 */
public final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int READABLE_NAME = 100;

  private final Path directory;
  private final Map<Path, Object> writers = new ConcurrentHashMap<>();

  /** When the files that hold tags were last modified, as far as they were read or written here. */
  private final Map<Path, FileTime> filled = new ConcurrentHashMap<>();

  public Ledger(Path directory) {
    this.directory = directory;
  }

  /**
   * Records a complete list; when this returns, a crash of the machine no longer loses what an
   * earlier list was the first to have. An image's first list is not waited for: should it be lost,
   * the next one is the first.
   */
  public LedgerEntry record(ImageName image, List<Tag> listed, Instant listedAt) {
    Path file = file(image);
    Instant at = listedAt.truncatedTo(ChronoUnit.MILLIS);
    synchronized (writers.computeIfAbsent(file, _ -> new Object())) {
      try {
        Optional<LedgerEntry> known = read(image);
        LedgerEntry entry =
            known
                .map(old -> old.relisted(listed, at))
                .orElseGet(() -> LedgerEntry.first(image.canonical(), listed, at));
        if (known.filter(old -> old.seen().equals(entry.seen())).isPresent()) {
          Files.setLastModifiedTime(file, FileTime.from(at));
        } else if (known.isPresent()) {
          AtomicFile.write(file, EntryText.write(entry), FileTime.from(at));
        } else {
          AtomicFile.writeRebuildable(file, EntryText.write(entry), FileTime.from(at));
        }
        return noted(file, entry, FileTime.from(at));
      } catch (IOException cause) {
        throw failed("failed to set tags for", image, cause);
      }
    }
  }

  /** The last recorded list; none when there is no file or it is damaged, which is logged. */
  public Optional<LedgerEntry> read(ImageName image) {
    Path file = file(image);
    try {
      // The time first: should a list be recorded meanwhile, the entry looks older than it is.
      FileTime modified = Files.getLastModifiedTime(file);
      Instant listedAt = modified.toInstant().truncatedTo(ChronoUnit.MILLIS);
      LedgerEntry entry = EntryText.read(Files.readAllBytes(file), image.canonical(), listedAt);
      return Optional.of(noted(file, entry, modified));
    } catch (NoSuchFileException _) {
      return Optional.empty(); // never listed
    } catch (InvalidInputException cause) {
      LOG.warn(
          "ledger file is damaged, its tags will be listed and dated anew: image={} cause={}",
          image.canonical(),
          cause.getMessage());
      return Optional.empty();
    } catch (IOException cause) {
      throw failed("failed to read tags of", image, cause);
    }
  }

  /** Whether there are tags of the image; a file that is as it was is not read again. */
  public boolean hasTags(ImageName image) {
    Path file = file(image);
    try {
      return Files.getLastModifiedTime(file).equals(filled.get(file))
          || read(image).filter(entry -> !entry.seen().isEmpty()).isPresent();
    } catch (NoSuchFileException _) {
      return false; // never listed
    } catch (IOException cause) {
      throw failed("failed to read tags of", image, cause);
    }
  }

  private LedgerEntry noted(Path file, LedgerEntry entry, FileTime modified) {
    if (entry.seen().isEmpty()) {
      filled.remove(file);
    } else {
      filled.put(file, modified);
    }
    return entry;
  }

  /** Forgets an image; it may never have been listed. */
  public void delete(ImageName image) {
    Path file = file(image);
    synchronized (writers.computeIfAbsent(file, _ -> new Object())) {
      try {
        filled.remove(file);
        Files.deleteIfExists(file);
      } catch (IOException cause) {
        throw failed("failed to delete tags of", image, cause);
      }
    }
  }

  /** Readable for people, unique by the digest, and never longer than a file name may be. */
  private Path file(ImageName image) {
    String canonical = image.canonical();
    String readable = canonical.replaceAll("[^A-Za-z0-9._-]", "_");
    String prefix = readable.substring(0, Math.min(readable.length(), READABLE_NAME));
    return directory.resolve(prefix + "-" + digest(canonical) + ".tags");
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException("every JDK has SHA-256", cause);
    }
  }

  private static AutomationException failed(String action, ImageName image, IOException cause) {
    // The class tells a full disk from a missing permission; the message would tell the path.
    return new AutomationException(
        Reason.READ_OPERATION_FAILED,
        "%s \"%s\": %s".formatted(action, image.canonical(), cause.getClass().getSimpleName()),
        cause);
  }
}
