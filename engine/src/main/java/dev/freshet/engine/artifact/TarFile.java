package dev.freshet.engine.artifact;

import dev.freshet.core.Cutoff;
import dev.freshet.engine.artifact.FileTree.File;
import dev.freshet.engine.artifact.FileTree.Permission;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.git.tree.PathText;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A packed tree that can be read until it is closed. It is unpacked to a temporary file, not to
 * memory and not to files of its own: what it holds is about to be packed again.
 */
final class TarFile implements AutoCloseable {
  private static final int EXECUTABLE_BITS = 0111;
  private static final String PATH_RECORD = "path=";

  /** What is noted of a file, with its name. */
  private static final int BYTES_OF_AN_ENTRY = 400;

  private final FileChannel unpacked;
  private final DiskShares.Share disk;
  private final FileTree tree = new FileTree();

  private TarFile(FileChannel unpacked, DiskShares.Share disk) {
    this.unpacked = unpacked;
    this.disk = disk;
  }

  /**
   * @param temporary a file that is not there, nor stays when this process is killed
   * @param disk grows with that file, and is closed with this
   * @param kept is told what takes up memory until this is closed
   */
  static TarFile open(Path packed, Path temporary, DiskShares.Share disk, LongConsumer kept)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    var file = new TarFile(channel, disk);
    try (InputStream content =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(packed)))) {
      var target = new BufferedOutputStream(disk.of(Channels.newOutputStream(channel)));
      content.transferTo(
          ArtifactBounds.atMost(ArtifactBounds.UNPACKED, "the artifact, unpacked,", target));
      target.flush();
      file.readEntries(kept);
      return file;
    } catch (IOException | RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  FileTree tree() {
    return tree;
  }

  @Override
  public void close() throws IOException {
    disk.close();
    unpacked.close();
  }

  private void readEntries(LongConsumer kept) throws IOException {
    Optional<String> longName = Optional.empty();
    long at = 0;
    for (byte[] header = bytes(at, TarHeader.BLOCK);
        header[0] != 0;
        header = bytes(at, TarHeader.BLOCK)) {
      Cutoff.check();
      kept.accept(BYTES_OF_AN_ENTRY);
      long content = at + TarHeader.BLOCK;
      long size = size(header, content);
      if (header[TarHeader.TYPE_AT] == TarHeader.RECORDS) {
        if (size > ArtifactBounds.RECORDS) {
          throw new IOException("the archive has a malformed record");
        }
        longName = pathIn(bytes(content, (int) size));
      } else {
        add(longName.isPresent() ? longName.get() : name(header), header, content, size);
        longName = Optional.empty();
      }
      at = content + (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
    }
  }

  private void add(String name, byte[] header, long at, long size) throws IOException {
    List<String> path = FileTree.names(name);
    switch (header[TarHeader.TYPE_AT]) {
      case TarHeader.DIRECTORY -> tree.directory(path);
      case TarHeader.FILE, 0 -> {
        boolean executable = (octal(header, TarHeader.MODE_AT, 8) & EXECUTABLE_BITS) != 0;
        tree.put(
            path,
            new File(
                executable ? Permission.EXECUTABLE : Permission.REGULAR,
                reader -> reader.read(size, new Slice(at, size))));
      }
      default -> {} // an artifact holds nothing else
    }
  }

  private long size(byte[] header, long content) throws IOException {
    long size = octal(header, TarHeader.SIZE_AT, 12);
    if (size > unpacked.size() - content) {
      throw new IOException("the archive breaks off");
    }
    return size;
  }

  private byte[] bytes(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (unpacked.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the archive breaks off");
      }
    }
    return buffer.array();
  }

  private static String name(byte[] header) {
    String name = text(header, 0, TarHeader.NAME_LENGTH);
    String prefix = text(header, TarHeader.PREFIX_AT, TarHeader.PREFIX_LENGTH);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Each record is its length, a space, the key, an equals sign, the value and a line end. */
  private static Optional<String> pathIn(byte[] records) throws IOException {
    int at = 0;
    while (at < records.length) {
      int space = at;
      while (space < records.length && records[space] != ' ') {
        space++;
      }
      int length = number(new String(records, at, space - at, StandardCharsets.US_ASCII), 10);
      int end = at + length - 1;
      if (end <= space || end >= records.length) {
        throw new IOException("the archive has a malformed record");
      }
      String record = PathText.of(records, space + 1, end - space - 1);
      if (record.startsWith(PATH_RECORD)) {
        return Optional.of(record.substring(PATH_RECORD.length()));
      }
      at = end + 1;
    }
    return Optional.empty();
  }

  private static long octal(byte[] header, int at, int length) throws IOException {
    String digits = text(header, at, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException cause) {
      throw new IOException("the archive has a malformed header", cause);
    }
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return Integer.parseUnsignedInt(digits, radix);
    } catch (NumberFormatException cause) {
      throw new IOException("the archive has a malformed record", cause);
    }
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return PathText.of(header, at, end - at);
  }

  /** One file of the unpacked ones. */
  private final class Slice extends InputStream {
    private long at;
    private final long end;

    Slice(long at, long size) {
      this.at = at;
      this.end = at + size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int wanted = (int) Math.min(length, end - at);
      if (wanted <= 0) {
        return length == 0 ? 0 : -1;
      }
      int read = unpacked.read(ByteBuffer.wrap(target, offset, wanted), at);
      at += Math.max(read, 0);
      return read;
    }
  }
}
