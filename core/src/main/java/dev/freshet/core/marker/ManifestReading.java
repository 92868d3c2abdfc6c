package dev.freshet.core.marker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One file read from end to end: its markers, and every event with the place of its scalar, so that
 * two versions of a file can be compared.
 */
final class ManifestReading {
  /** A manifest is a few kilobytes; beyond this bound something else was named {@code .yaml}. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  /** As deep as go-yaml goes. The reading is a loop, so the bound is about sense, not the stack. */
  static final int MAX_DEPTH = 10_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  /**
   * A parser event.
   *
   * @param start byte offset of the scalar; -1 when the event has no scalar token
   * @param line from 1
   */
  record Step(Event event, int start, int line) {}

  private final byte[] file;
  private final List<Step> steps = new ArrayList<>();
  private final List<Marker> markers = new ArrayList<>();

  private ManifestReading(byte[] file) {
    this.file = file;
  }

  /** Reads a file, or throws what is wrong with it. */
  static ManifestReading of(byte[] file) {
    ManifestReading reading = new ManifestReading(file);
    reading.read();
    return reading;
  }

  List<Step> steps() {
    return steps;
  }

  List<Marker> markers() {
    return markers;
  }

  private void read() {
    if (file.length > MAX_BYTES) {
      throw new NotAManifest(1, "larger than " + MAX_BYTES / 1024 / 1024 + " MiB");
    }
    Chunk.Split split = Chunk.split(file);
    if (!split.badSeparators().isEmpty()) {
      Chunk.BadSeparator bad = split.badSeparators().getFirst();
      throw new NotAManifest(bad.line(), "invalid document separator '" + bad.text() + "'");
    }
    for (Chunk chunk : split.chunks()) {
      read(chunk, new DocumentWalk(chunk, split.chunks().size()));
    }
  }

  private void read(Chunk chunk, DocumentWalk walk) {
    String text =
        new String(file, chunk.start(), chunk.end() - chunk.start(), StandardCharsets.UTF_8);
    requireUtf8(text, chunk);
    ByteOffsets offsets = new ByteOffsets(file, chunk, text.length());
    try {
      StreamReader reader = new StreamReader(SETTINGS, text);
      CommentScanner scanner =
          new CommentScanner(new ScannerImpl(SETTINGS, reader), file, chunk, offsets);
      ParserImpl parser = new ParserImpl(SETTINGS, scanner);
      boolean open = true;
      while (open && parser.hasNext()) {
        open = read(parser.next(), scanner, walk);
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new NotAManifest(chunk.firstLine() + line, problem(e));
    } catch (YamlEngineException e) {
      throw new NotAManifest(chunk.firstLine() + 1, String.valueOf(e.getMessage()));
    }
    markers.addAll(walk.markers());
  }

  /**
   * Takes one event; false behind the root of the first document, where Flux stops reading a part.
   * What follows may not even be YAML.
   */
  private boolean read(Event event, CommentScanner scanner, DocumentWalk walk) {
    if (scanner.depth() > MAX_DEPTH) {
      throw new NotAManifest(walk.line(event), "nested deeper than " + MAX_DEPTH + " levels");
    }
    var scalar = scanner.takeScalar();
    steps.add(new Step(event, scalar.map(MarkedScalar::start).orElse(-1), walk.line(event)));
    walk.take(event, scalar);
    return !walk.isDone();
  }

  private static String problem(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    String context = e.getContext();
    return context == null ? problem : context + ": " + problem;
  }

  /** The decoder puts U+FFFD for what is not UTF-8; only a file that holds one is looked at. */
  private void requireUtf8(String text, Chunk chunk) {
    int at = text.indexOf('\uFFFD');
    if (at < 0) {
      return;
    }
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(file, chunk.start(), chunk.end() - chunk.start()));
    } catch (CharacterCodingException _) {
      // The exception says how many bytes are wrong, not where.
      int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
      throw new NotAManifest(chunk.firstLine() + line + 1, "not UTF-8 text");
    }
  }
}
