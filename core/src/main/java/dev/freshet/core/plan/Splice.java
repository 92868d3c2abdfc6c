package dev.freshet.core.plan;

import dev.freshet.core.marker.Marker;
import dev.freshet.core.marker.ScalarStyle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Replaces the bytes of marked scalars and keeps every other byte of the file: blank lines,
 * indentation, line ends, comments and quotes.
 */
final class Splice {
  private static final String CORE_TAG = "tag:yaml.org,2002:";

  private final byte[] before;

  Splice(byte[] before) {
    this.before = before;
  }

  /** The file with each marker's scalar replaced; the edits come in the file's order. */
  byte[] apply(Map<Marker, String> edits) {
    ByteArrayOutputStream after = new ByteArrayOutputStream(before.length + 16 * edits.size());
    int at = 0;
    for (Map.Entry<Marker, String> edit : edits.entrySet()) {
      Marker marker = edit.getKey();
      int start = hasTypeTag(marker) ? tagStart(marker) : marker.start();
      after.write(before, at, start - at);
      after.writeBytes(token(marker, edit.getValue()).getBytes(StandardCharsets.UTF_8));
      at = marker.end();
    }
    after.write(before, at, before.length - at);
    return after.toByteArray();
  }

  private String token(Marker marker, String value) {
    return switch (marker.style()) {
      case PLAIN -> Scalars.plainOrQuoted(value, marker.placement());
      case SINGLE_QUOTED -> Scalars.singleQuoted(value);
      case DOUBLE_QUOTED -> Scalars.doubleQuoted(value);
      case LITERAL, FOLDED -> block(marker, value);
    };
  }

  /**
   * A block scalar keeps its header's comment, which is the marker, and its first line's
   * indentation. The value has no line break, so the header must say that the last one is dropped.
   */
  private String block(Marker marker, String value) {
    String old = text(marker.start(), marker.end());
    int headerEnd = endOfLine(old, 0);
    String header = old.substring(0, headerEnd);
    int indicators = 1;
    while (indicators < header.length() && "+-0123456789".indexOf(header.charAt(indicators)) >= 0) {
      indicators++;
    }
    String comment = header.substring(indicators);
    int content = headerEnd;
    while (content < old.length() && "\r\n ".indexOf(old.charAt(content)) >= 0) {
      content++;
    }
    boolean indentStated = header.substring(0, indicators).chars().anyMatch(Character::isDigit);
    if (content == old.length() || indentStated || !Scalars.fitsOneLine(value)) {
      // Nothing to copy the indentation from: the value goes where the header's indicator was.
      return Scalars.plainOrQuoted(value, marker.placement()) + comment;
    }
    String lineBreak =
        old.startsWith("\r\n", headerEnd) ? "\r\n" : old.substring(headerEnd, headerEnd + 1);
    int lineStart =
        Math.max(old.lastIndexOf('\n', content - 1), old.lastIndexOf('\r', content - 1));
    String indent = old.substring(lineStart + 1, content);
    return header.charAt(0) + "-" + comment + lineBreak + indent + value;
  }

  private static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  /**
   * A tag such as {@code !!int} on a value of another type makes the file unreadable: remove it.
   */
  private static boolean hasTypeTag(Marker marker) {
    String tag = marker.tag().orElse("");
    return marker.style() == ScalarStyle.PLAIN
        && tag.startsWith(CORE_TAG)
        && !tag.equals(CORE_TAG + "str");
  }

  /** Where a tag that stands right before the scalar starts; the scalar's start for any other. */
  private int tagStart(Marker marker) {
    int end = marker.start();
    while (end > 0 && (before[end - 1] == ' ' || before[end - 1] == '\t')) {
      end--;
    }
    int at = end;
    while (at > 0 && before[at - 1] > ' ') {
      at--;
    }
    return before[at] == '!' && at < end ? at : marker.start();
  }

  private String text(int start, int end) {
    return new String(before, start, end - start, StandardCharsets.UTF_8);
  }
}
