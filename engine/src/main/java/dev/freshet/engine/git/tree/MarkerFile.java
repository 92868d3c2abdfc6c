package dev.freshet.engine.git.tree;

import dev.freshet.core.marker.IdleMarker;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import dev.freshet.core.marker.NamingField;
import dev.freshet.core.marker.ObjectIdentifier;
import dev.freshet.core.marker.Placement;
import dev.freshet.core.marker.ScalarStyle;
import dev.freshet.engine.file.Folders;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The marker index on disk: a header, then blocks of entries, each with its length and checksum. It
 * only grows at its end; whatever follows a damaged block is forgotten.
 */
final class MarkerFile {
  /**
   * Raise the last digit when the format, what counts as a marker, or where one is looked for
   * changes.
   */
  private static final long HEADER = 0x46726573_68740003L;

  private static final int FOUND = 1;
  private static final int UNPARSABLE = 2;

  private final Path path;
  private final long most;
  private long end;

  /**
   * @param most how large the file may become before it is begun anew
   */
  MarkerFile(Path path, long most) {
    this.path = path;
    this.most = most;
  }

  /** Adds every readable entry to the map. */
  void load(Map<ObjectId, ManifestMarkers> into) {
    end = 0;
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > most) {
        return;
      }
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(path));
      if (content.remaining() < Long.BYTES || content.getLong() != HEADER) {
        return;
      }
      end = content.position();
      Map<String, String> shared = new HashMap<>();
      while (content.remaining() >= Integer.BYTES + Long.BYTES) {
        int length = content.getInt();
        long checksum = content.getLong();
        if (length < 0 || length > content.remaining()) {
          return;
        }
        ByteBuffer block = content.slice(content.position(), length);
        if (checksum(block) != checksum) {
          return;
        }
        while (block.hasRemaining()) {
          readEntry(block, shared, into);
        }
        content.position(content.position() + length);
        end = content.position();
      }
    } catch (IOException | BufferUnderflowException | IllegalArgumentException _) {
      // Damaged beyond the checksums: what is missing is found again by searching.
    }
  }

  void append(Map<ObjectId, ManifestMarkers> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream block = new DataOutputStream(bytes);
    for (Map.Entry<ObjectId, ManifestMarkers> entry : entries.entrySet()) {
      writeEntry(block, entry.getKey(), entry.getValue());
    }
    ByteBuffer framed = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + bytes.size());
    if (end + bytes.size() > most) {
      end = 0;
    }
    if (end == 0) {
      framed.putLong(HEADER);
    }
    framed.putInt(bytes.size());
    framed.putLong(checksum(ByteBuffer.wrap(bytes.toByteArray())));
    framed.put(bytes.toByteArray());
    framed.flip();
    Files.createDirectories(path.toAbsolutePath().getParent());
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(end);
      channel.position(end);
      while (framed.hasRemaining()) {
        channel.write(framed);
      }
      end = channel.position();
    }
  }

  /** Begins anew, whatever lies in the file's place. */
  void clear() {
    end = 0;
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        Folders.delete(path);
      }
    } catch (IOException _) {
      // The next save says so.
    }
  }

  private static long checksum(ByteBuffer block) {
    CRC32 crc = new CRC32();
    crc.update(block.duplicate());
    return crc.getValue();
  }

  private static void writeEntry(DataOutputStream out, ObjectId id, ManifestMarkers markers)
      throws IOException {
    id.copyRawTo(out);
    switch (markers) {
      case ManifestMarkers.Found(List<Marker> found, List<IdleMarker> idle, long outline) -> {
        out.writeByte(FOUND);
        out.writeLong(outline);
        out.writeInt(found.size());
        for (Marker marker : found) {
          writeMarker(out, marker);
        }
        out.writeInt(idle.size());
        for (IdleMarker one : idle) {
          out.writeInt(one.line());
          writeText(out, one.problem());
        }
      }
      case ManifestMarkers.Unparsable(int line, String problem) -> {
        out.writeByte(UNPARSABLE);
        out.writeInt(line);
        writeText(out, problem);
      }
    }
  }

  private static void writeMarker(DataOutputStream out, Marker marker) throws IOException {
    out.writeInt(marker.start());
    out.writeInt(marker.end());
    out.writeInt(marker.line());
    writeText(out, marker.value());
    writeText(out, marker.style().name());
    writeText(out, marker.placement().name());
    out.writeByte(marker.tag().isPresent() ? 1 : 0);
    if (marker.tag().isPresent()) {
      writeText(out, marker.tag().get());
    }
    writeText(out, marker.setter());
    writeText(out, marker.object().apiVersion());
    writeText(out, marker.object().kind());
    writeText(out, marker.object().namespace());
    writeText(out, marker.object().name());
    out.writeInt(marker.objectStart());
    writeText(out, marker.naming().map(NamingField::name).orElse(""));
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void readEntry(
      ByteBuffer in, Map<String, String> shared, Map<ObjectId, ManifestMarkers> into) {
    byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
    in.get(raw);
    ObjectId id = ObjectId.fromRaw(raw);
    switch (in.get()) {
      case FOUND -> {
        long outline = in.getLong();
        int count = in.getInt();
        List<Marker> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          found.add(readMarker(in, shared));
        }
        List<IdleMarker> idle = readIdle(in, shared);
        into.put(
            id,
            found.isEmpty() && idle.isEmpty() && outline == 0
                ? ManifestMarkers.Found.NONE
                : new ManifestMarkers.Found(found, idle, outline));
      }
      case UNPARSABLE ->
          into.put(id, new ManifestMarkers.Unparsable(in.getInt(), text(in, shared)));
      default -> throw new IllegalArgumentException("unknown kind of entry");
    }
  }

  private static List<IdleMarker> readIdle(ByteBuffer in, Map<String, String> shared) {
    int count = in.getInt();
    List<IdleMarker> idle = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      idle.add(new IdleMarker(in.getInt(), text(in, shared)));
    }
    return idle;
  }

  private static Marker readMarker(ByteBuffer in, Map<String, String> shared) {
    return new Marker(
        in.getInt(),
        in.getInt(),
        in.getInt(),
        text(in, shared),
        ScalarStyle.valueOf(text(in, shared)),
        Placement.valueOf(text(in, shared)),
        in.get() == 0 ? Optional.empty() : Optional.of(text(in, shared)),
        text(in, shared),
        new ObjectIdentifier(
            text(in, shared), text(in, shared), text(in, shared), text(in, shared)),
        in.getInt(),
        Optional.of(text(in, shared)).filter(name -> !name.isEmpty()).map(NamingField::valueOf));
  }

  /** Setters and kinds repeat in every file; one copy of each is kept. */
  private static String text(ByteBuffer in, Map<String, String> shared) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("text beyond the block");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return shared.computeIfAbsent(new String(bytes, StandardCharsets.UTF_8), text -> text);
  }
}
