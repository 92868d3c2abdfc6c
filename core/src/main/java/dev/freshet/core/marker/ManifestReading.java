package dev.freshet.core.marker;

import dev.freshet.core.Cutoff;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One file read from end to end, an event at a time, so that two versions of a file can be compared
 * without holding either. Its markers are known at the end.
 */
final class ManifestReading {
  /** Twice the size of the largest bundles of manifests; a larger file is something else. */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  /** The reading is a loop, so this spares time, which grows with its square, not the stack. */
  static final int MAX_DEPTH = 256;

  /** Twice what a file of that size usually has, and about a second's work. */
  static final int MAX_EVENTS = 500_000;

  /** Each is found, edited and found again. */
  static final int MAX_MARKERS = 50_000;

  /** How many idle markers of one file are reported. */
  private static final int MOST_IDLE = 20;

  private static final int EVENTS_BETWEEN_CHECKS = 100;

  /** To begin a document takes as long as so many events. */
  private static final int EVENTS_OF_A_DOCUMENT = 20;

  private static final int MAX_DOCUMENTS = MAX_EVENTS / EVENTS_OF_A_DOCUMENT;

  private static final int USUAL_CHARS = 8 * 1024;
  private static final LoadSettings USUAL = settings(USUAL_CHARS);

  /**
   * A parser event.
   *
   * @param start byte offset of the scalar; -1 when the event has no scalar token
   * @param line from 1
   */
  record Step(Event event, int start, int line) {}

  private final byte[] file;
  private final List<Chunk> chunks;
  private final List<Marker> markers = new ArrayList<>();
  private final List<IdleMarker> idle = new ArrayList<>();
  private final Outline outline = new Outline();
  private int nextChunk;
  private int events;
  private int nextCheck;
  private Optional<Part> part = Optional.empty();

  private ManifestReading(byte[] file, List<Chunk> chunks) {
    this.file = file;
    this.chunks = chunks;
  }

  private record Part(Chunk chunk, CommentScanner scanner, ParserImpl parser, DocumentWalk walk) {}

  /** Starts to read a file; this and each step may find that it is no manifest. */
  static ManifestReading of(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw tooLarge();
    }
    Chunk.Split split = Chunk.split(file, MAX_DOCUMENTS);
    if (!split.badSeparators().isEmpty()) {
      Chunk.BadSeparator bad = split.badSeparators().getFirst();
      throw new NotAManifest(bad.line(), "invalid document separator '" + bad.text() + "'");
    }
    if (split.chunks().size() > MAX_DOCUMENTS) {
      throw tooMuch(split.chunks().getLast().firstLine());
    }
    return new ManifestReading(file, split.chunks());
  }

  /** Reads what is left; from then on the markers, and all else that was found, are known. */
  void finish() {
    while (next().isPresent()) {
      // The markers gather on the way.
    }
  }

  List<Marker> markers() {
    return markers;
  }

  List<IdleMarker> idle() {
    return idle;
  }

  /** A number that stands for everything the file says but the markers' values. */
  long outline() {
    return outline.sum();
  }

  /** The next event; empty at the end of the file. */
  Optional<Step> next() {
    while (part.isPresent() || nextChunk < chunks.size()) {
      Part current = part.isPresent() ? part.get() : open(chunks.get(nextChunk++));
      part = Optional.of(current);
      Optional<Step> step = stepped(current);
      if (step.isPresent()) {
        return step;
      }
      markers.addAll(current.walk().markers());
      addIdle(current);
      part = Optional.empty();
    }
    return Optional.empty();
  }

  private void addIdle(Part read) {
    if (idle.size() < MOST_IDLE) {
      idle.addAll(read.scanner().mentions().idle(read.walk().used(), MOST_IDLE - idle.size()));
    }
  }

  private void count(int more, int line) {
    events += more;
    if (events > nextCheck) {
      nextCheck = events + EVENTS_BETWEEN_CHECKS;
      Cutoff.check();
    }
    if (events > MAX_EVENTS) {
      throw tooMuch(line);
    }
  }

  static NotAManifest tooLarge() {
    return new NotAManifest(1, "larger than " + MAX_BYTES / 1024 / 1024 + " MiB");
  }

  private static NotAManifest tooMuch(int line) {
    return new NotAManifest(line, "holds more than " + MAX_EVENTS + " values");
  }

  private Part open(Chunk chunk) {
    count(EVENTS_OF_A_DOCUMENT, chunk.firstLine() + 1);
    String text =
        new String(file, chunk.start(), chunk.end() - chunk.start(), StandardCharsets.UTF_8);
    requireUtf8(text, chunk);
    LoadSettings settings = text.length() < USUAL_CHARS ? USUAL : settings(text.length() + 1);
    ByteOffsets offsets = new ByteOffsets(file, chunk, text.length());
    try {
      ScannerImpl tokens = new ScannerImpl(settings, new StreamReader(settings, text));
      CommentScanner scanner = new CommentScanner(tokens, file, chunk, offsets);
      ParserImpl parser = new ParserImpl(settings, scanner);
      return new Part(chunk, scanner, parser, new DocumentWalk(chunk, chunks.size(), outline));
    } catch (YamlEngineException e) {
      throw refused(e, chunk);
    }
  }

  /** A buffer for all of the text: refilling it costs the square of the longest token. */
  private static LoadSettings settings(int chars) {
    return LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setBufferSize(chars).build();
  }

  /**
   * Takes one event; none behind the root of the first document, where Flux stops reading a part.
   * What follows may not even be YAML.
   */
  private Optional<Step> stepped(Part part) {
    try {
      if (part.walk().isDone() || !part.parser().hasNext()) {
        return Optional.empty();
      }
      Event event = part.parser().next();
      int line = part.walk().line(event);
      count(1, line);
      if (part.scanner().depth() > MAX_DEPTH) {
        throw new NotAManifest(line, "nested deeper than " + MAX_DEPTH + " levels");
      }
      Optional<MarkedScalar> scalar = part.scanner().takeScalar();
      part.walk().take(event, scalar);
      if (markers.size() + part.walk().found() > MAX_MARKERS) {
        throw new NotAManifest(line, "holds more than " + MAX_MARKERS + " markers");
      }
      return Optional.of(new Step(event, scalar.map(MarkedScalar::start).orElse(-1), line));
    } catch (YamlEngineException e) {
      throw refused(e, part.chunk());
    }
  }

  private NotAManifest refused(YamlEngineException e, Chunk chunk) {
    if (e instanceof ReaderException) {
      return unprintable(chunk);
    }
    if (!(e instanceof MarkedYamlEngineException marked)) {
      return new NotAManifest(chunk.firstLine() + 1, String.valueOf(e.getMessage()));
    }
    int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
    String context = marked.getContext();
    String problem = marked.getProblem();
    return new NotAManifest(
        chunk.firstLine() + line, context == null ? problem : context + ": " + problem);
  }

  /** The exception says which character it is, not where. */
  private NotAManifest unprintable(Chunk chunk) {
    String text =
        new String(file, chunk.start(), chunk.end() - chunk.start(), StandardCharsets.UTF_8);
    int line = chunk.firstLine() + 1;
    int at = 0;
    while (at < text.length() && StreamReader.isPrintable(text.codePointAt(at))) {
      line += text.charAt(at) == '\n' ? 1 : 0;
      at += Character.charCount(text.codePointAt(at));
    }
    return new NotAManifest(
        line,
        at == text.length()
            ? "holds a character that YAML does not allow"
            : "holds U+%04X, which YAML does not allow".formatted(text.codePointAt(at)));
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
