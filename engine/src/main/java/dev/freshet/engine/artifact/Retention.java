package dev.freshet.engine.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What of a source is kept beside its current artifact: files younger than the time to live, and at
 * most so many with the current one.
 */
public record Retention(Duration ttl, int records) {
  /** Time enough for a consumer that has just read the last address to fetch from it. */
  public static final Retention STANDARD = new Retention(Duration.ofMinutes(1), 2);

  static final String LOCK_SUFFIX = ".lock";

  private static final int MOST_FILES = 1000;
  private static final Duration MOST_TIME = Duration.ofSeconds(5);

  private record Stored(Path file, Instant modified) {}

  /** Deletes what is over; says how many files those were. Bounded: the rest is for next time. */
  int enforce(Path current, Instant now) throws IOException {
    Path folder = Objects.requireNonNull(current.getParent(), "a file lies in a folder");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long deadline = System.nanoTime() + MOST_TIME.toNanos();
    List<Stored> stored = newestFirst(folder);
    int kept = stored.stream().anyMatch(one -> one.file().equals(current)) ? 1 : 0;
    int deleted = 0;
    for (Stored one : stored) {
      boolean fresh = one.modified().plus(ttl).isAfter(now);
      if (one.file().equals(current) || System.nanoTime() - deadline > 0) {
        continue;
      }
      if (fresh && kept < records) {
        kept++;
      } else {
        Files.deleteIfExists(one.file());
        Files.deleteIfExists(one.file().resolveSibling(one.file().getFileName() + LOCK_SUFFIX));
        deleted++;
      }
    }
    return deleted;
  }

  private static List<Stored> newestFirst(Path folder) throws IOException {
    List<Stored> stored = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Retention::isNoLock).limit(MOST_FILES).toList()) {
        try {
          BasicFileAttributes attributes =
              Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          if (attributes.isRegularFile()) {
            stored.add(new Stored(file, attributes.lastModifiedTime().toInstant()));
          }
        } catch (NoSuchFileException _) {
          // Renamed or deleted since the folder was read.
        }
      }
    }
    stored.sort(Comparator.comparing(Stored::modified).reversed());
    return stored;
  }

  private static boolean isNoLock(Path file) {
    return !file.toString().endsWith(LOCK_SUFFIX);
  }
}
