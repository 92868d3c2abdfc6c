package dev.freshet.engine.artifact;

import dev.freshet.api.source.Artifact;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.artifact.ArtifactException.Step;
import dev.freshet.engine.file.AtomicFile;
import dev.freshet.engine.file.DiskProblem;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.file.Folders;
import dev.freshet.engine.git.ref.Revision;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The artifacts on disk, a folder for each source and a file for each commit. A file appears whole
 * or not at all; who fetches one while it is replaced gets the old one to its end.
 */
public final class ArtifactStore {
  private static final String FOLDER = "gitrepository";
  private static final String SUFFIX = ".tar.gz";
  private static final int BUFFER = 1 << 16;
  private static final AtomicLong UNPACKED = new AtomicLong();

  /** Whether an artifact is still there as it was stored. */
  public sealed interface Inspection {
    record Intact() implements Inspection {}

    record Missing() implements Inspection {}

    record Damaged(String problem) implements Inspection {}
  }

  private final Path storage;
  private final String address;
  private final Retention retention;
  private final DigestAlgorithm algorithm;
  private final InstantSource clock;
  private final DiskShares disk;

  /** By namespace: what its artifacts take up. */
  private final Map<String, DiskShares.Share> stored = new ConcurrentHashMap<>();

  /** For a process whose disk is its user's own. */
  public ArtifactStore(
      Path storage,
      String address,
      Retention retention,
      DigestAlgorithm algorithm,
      InstantSource clock) {
    this(storage, address, retention, algorithm, clock, new DiskShares(DiskSize.ANY));
  }

  /**
   * @param address host and port, or URL, by which others reach the storage
   */
  public ArtifactStore(
      Path storage,
      String address,
      Retention retention,
      DigestAlgorithm algorithm,
      InstantSource clock,
      DiskShares disk) {
    this.storage = storage.toAbsolutePath().normalize();
    this.address = withoutSlashes(address);
    this.retention = retention;
    this.algorithm = algorithm;
    this.clock = clock;
    this.disk = disk;
    measureAll();
  }

  private static String withoutSlashes(String address) {
    int end = address.length();
    while (end > 0 && address.charAt(end - 1) == '/') {
      end--;
    }
    return address.substring(0, end);
  }

  /** The storage of a process that serves nothing to others. */
  public static ArtifactStore unserved(Path storage, InstantSource clock) {
    return new ArtifactStore(
        storage, "localhost", Retention.STANDARD, DigestAlgorithm.SHA256, clock);
  }

  /** Looks whether the artifact is there and its digest is the one that was promised. */
  public Inspection inspect(Artifact artifact) {
    Optional<Path> file = find(artifact);
    if (file.isEmpty() || !Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
      return new Inspection.Missing();
    }
    Optional<DigestAlgorithm> known = DigestAlgorithm.of(artifact.digest());
    if (known.isEmpty()) {
      return new Inspection.Damaged(
          "failed to parse artifact digest '%s': unsupported digest algorithm"
              .formatted(artifact.digest()));
    }
    try {
      MessageDigest digester = known.get().digester();
      try (var content = Files.newInputStream(file.get());
          var digested = new DigestOutputStream(OutputStream.nullOutputStream(), digester)) {
        content.transferTo(digested);
      }
      return known.get().print(digester).equals(artifact.digest())
          ? new Inspection.Intact()
          : new Inspection.Damaged(
              "computed digest doesn't match '%s'".formatted(artifact.digest()));
    } catch (NoSuchFileException _) {
      return new Inspection.Missing();
    } catch (IOException cause) {
      return new Inspection.Damaged(DiskProblem.of(cause));
    }
  }

  /** Where the artifact is served now, which may not be where it was when it was stored. */
  public Artifact located(Artifact artifact) {
    return artifact.withUrl(url(artifact.path()));
  }

  /** Deletes an artifact that is of no use. */
  public void remove(Artifact artifact) {
    try {
      Optional<Path> file = find(artifact);
      if (file.isPresent()) {
        Files.deleteIfExists(file.get());
        measureAround(file.get());
      }
    } catch (IOException cause) {
      throw new ArtifactException(Step.REMOVE_DAMAGED, cause);
    }
  }

  /** Deletes what is no longer needed beside the artifact; says how many files those were. */
  public int collectGarbage(Artifact current) {
    try {
      Optional<Path> file = find(current);
      int deleted = file.isPresent() ? retention.enforce(file.get(), clock.instant()) : 0;
      if (deleted > 0) {
        measureAround(file.orElseThrow());
      }
      return deleted;
    } catch (IOException cause) {
      throw new ArtifactException(Step.COLLECT_GARBAGE, cause);
    }
  }

  /** Deletes all artifacts of a source that is gone; says whether there were any. */
  public boolean removeAll(NamespacedName source) {
    Path folder = storage.resolve(folder(source));
    try {
      if (!folder.normalize().startsWith(storage) || !Files.isDirectory(folder)) {
        return false;
      }
      Folders.delete(folder);
      measure(source.namespace());
      return true;
    } catch (IOException cause) {
      throw new ArtifactException(Step.COLLECT_DELETED, cause);
    }
  }

  /**
   * The content of an artifact that a source of the namespace includes, unpacked in the storage.
   *
   * @param kept is told what takes up memory until it is closed
   */
  TarFile open(Artifact artifact, String namespace, LongConsumer kept) throws IOException {
    Path packed = find(artifact).orElseThrow(() -> new IOException("no such artifact"));
    Path unpacked = storage.resolve(".included-" + UNPACKED.incrementAndGet());
    return TarFile.open(packed, unpacked, disk.open(namespace), kept);
  }

  Artifact archive(NamespacedName source, Revision revision, FileTree files, IgnoreRules rules) {
    String path = folder(source) + "/" + revision.commit() + SUFFIX;
    Path file = storage.resolve(path);
    makeFolder(file);
    try (var _ = lock(file)) {
      Artifact written = write(file, path, revision, files, rules, source.namespace());
      measure(source.namespace());
      return written;
    } catch (IOException cause) {
      remeasure(source.namespace());
      throw new ArtifactException(Step.ARCHIVE, cause);
    }
  }

  /** Of what former processes have stored. */
  private void measureAll() {
    Path folder = storage.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> namespaces = Files.list(folder)) {
      for (Path namespace : namespaces.toList()) {
        measure(String.valueOf(namespace.getFileName()));
      }
    } catch (IOException cause) {
      throw new ArtifactException(Step.MEASURE, "failed to look at the stored artifacts: ", cause);
    }
  }

  private void measure(String namespace) throws IOException {
    long bytes = Folders.bytes(storage.resolve(FOLDER).resolve(namespace));
    stored.compute(
        namespace,
        (name, known) -> {
          DiskShares.Share share = known == null ? disk.open(name) : known;
          share.found(bytes);
          return bytes == 0 ? null : share;
        });
  }

  /** Another artifact may have been measured with a part of the one that came to nothing. */
  private void remeasure(String namespace) {
    try {
      measure(namespace);
    } catch (IOException _) {
      // It is measured again with the next one.
    }
  }

  /** The namespace whose folder the file is in, if it is in one: others may have named it. */
  private void measureAround(Path file) throws IOException {
    Path folder = storage.resolve(FOLDER);
    if (file.startsWith(folder) && !file.equals(folder)) {
      measure(String.valueOf(folder.relativize(file).getName(0)));
    }
  }

  private Artifact write(
      Path file,
      String path,
      Revision revision,
      FileTree files,
      IgnoreRules rules,
      String namespace)
      throws IOException {
    MessageDigest digester = algorithm.digester();
    AtomicFile.write(
        file,
        target -> {
          var digested = new DigestOutputStream(new LeftOpen(target), digester);
          // The header of Java's gzip holds neither name nor time.
          try (var growing = disk.open(namespace);
              var packed =
                  new GZIPOutputStream(
                      ArtifactBounds.atMost(
                          ArtifactBounds.PACKED, "the artifact", growing.of(digested)),
                      BUFFER)) {
            var tar =
                new TarWriter(
                    ArtifactBounds.atMost(
                        ArtifactBounds.UNPACKED, "the artifact, unpacked,", packed),
                    rules);
            files.walk(tar);
            tar.finish();
          }
        });
    return new Artifact(
        path,
        url(path),
        revision.toString(),
        algorithm.print(digester),
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        Optional.of(Files.size(file)),
        Map.of());
  }

  /** Lets what is written through it be closed, which frees memory, but not the file. */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static void makeFolder(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file lies in a folder"));
    } catch (IOException cause) {
      throw new ArtifactException(Step.MAKE_FOLDER, cause);
    }
  }

  /** Keeps off other processes, such as the one that is about to give up this storage. */
  private static FileChannel lock(Path file) throws IOException {
    Path name = file.resolveSibling(file.getFileName() + Retention.LOCK_SUFFIX);
    FileChannel channel =
        FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.lock();
      if (held.isValid()) {
        return channel;
      }
      throw new IOException("failed to acquire lock for artifact");
    } catch (OverlappingFileLockException cause) {
      channel.close();
      throw new IOException("failed to acquire lock for artifact: it is being written", cause);
    }
  }

  /** A path comes from a status, which others may write: it must not lead out of the storage. */
  private Optional<Path> find(Artifact artifact) {
    Path file = storage.resolve(artifact.path()).normalize();
    return file.startsWith(storage) && !file.equals(storage) ? Optional.of(file) : Optional.empty();
  }

  private static String folder(NamespacedName source) {
    return FOLDER + "/" + source.namespace() + "/" + source.name();
  }

  private String url(String path) {
    boolean whole = address.startsWith("http://") || address.startsWith("https://");
    return (whole ? address : "http://" + address) + "/" + path;
  }
}
