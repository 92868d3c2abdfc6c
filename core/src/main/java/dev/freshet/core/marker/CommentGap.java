package dev.freshet.core.marker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The comments between two tokens, which of them head the second one. go-yaml gives a comment on
 * its own line to what follows, unless its indentation or the blank line behind it shows that it
 * closes what came before; these rules decide whether a marker above a list item counts.
 */
final class CommentGap {
  private final byte[] bytes;
  private final Chunk chunk;

  CommentGap(byte[] bytes, Chunk chunk) {
    this.bytes = bytes;
    this.chunk = chunk;
  }

  /**
   * What stands before and behind a gap, as far as it decides about comments.
   *
   * @param indent the column of the innermost block collection
   * @param behindFirstLine false while the scanner has not left the first line of its part
   * @param afterColon true when the gap follows the colon of a mapping entry
   * @param closesFlow true when a closing bracket follows the gap
   */
  record Surroundings(
      int indent, boolean behindFirstLine, boolean afterColon, boolean closesFlow) {}

  private record Comment(int start, int line, int column, int blankLinesBefore, String text) {}

  /** The comment that starts on this line at or behind {@code from}; blanks may precede it. */
  Optional<CommentText> onSameLine(int from) {
    int at = skipBlanks(from);
    return at < chunk.end() && bytes[at] == '#'
        ? Optional.of(new CommentText(at, textAt(at)))
        : Optional.empty();
  }

  boolean mentions(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '#') {
        return true;
      }
    }
    return false;
  }

  /** The offset behind the blanks at {@code from}. */
  int skipBlanks(int from) {
    int at = from;
    while (at < chunk.end() && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The offset of the line break that ends the line of {@code from}. */
  int endOfLine(int from) {
    int at = from;
    while (at < chunk.end() && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  String textAt(int from) {
    return new String(bytes, from, endOfLine(from) - from, StandardCharsets.UTF_8);
  }

  /** The comment that heads the token at {@code to}, its lines joined; empty when there is none. */
  Optional<CommentText> head(int from, int to, Surroundings around) {
    List<Comment> comments = comments(from, to);
    if (comments.isEmpty() || around.closesFlow()) {
      return Optional.empty();
    }
    Comment first = comments.getFirst();
    boolean firstBlank = first.line() <= 1;
    // The line on which a comment still looks like a foot of what came before.
    int footLine = first.line() == 0 && first.column() > 1 ? 2 : 1;
    List<Comment> group = new ArrayList<>();
    for (Comment next : withEnd(comments, to)) {
      if (!group.isEmpty()) {
        Comment start = group.getFirst();
        if (next.blankLinesBefore() > 0) {
          boolean foot = around.behindFirstLine() && start.line() == footLine;
          if (firstBlank && ((foot && !around.afterColon()) || start.column() < around.indent())) {
            group.clear();
          }
          firstBlank = false;
        }
        if (next.column() < around.indent() && next.column() != start.column()) {
          group.clear();
        }
      } else if (next.blankLinesBefore() > 0) {
        firstBlank = false;
      }
      if (!next.text().isEmpty()) {
        group.add(next);
      }
    }
    return group.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CommentText(
                group.getFirst().start(),
                String.join("\n", group.stream().map(Comment::text).toList())));
  }

  /** The comments, and the token behind them as one without text. */
  private List<Comment> withEnd(List<Comment> comments, int to) {
    int breaks = 0;
    int at = to;
    while (at > chunk.start() && isSpace(bytes[at - 1])) {
      at--;
      breaks += bytes[at] == '\n' ? 1 : 0;
    }
    List<Comment> all = new ArrayList<>(comments);
    all.add(new Comment(to, Integer.MAX_VALUE, columnOf(to), Math.max(0, breaks - 1), ""));
    return all;
  }

  /** The comments of a gap; lines count from the last line that holds anything before it. */
  private List<Comment> comments(int from, int to) {
    List<Comment> comments = new ArrayList<>();
    int at = from;
    while (at > chunk.start() && isSpace(bytes[at - 1])) {
      at--;
    }
    int line = 0;
    int breaks = 0;
    while (at < to) {
      if (bytes[at] == '#') {
        int blankLines = comments.isEmpty() ? 0 : Math.max(0, breaks - 1);
        comments.add(new Comment(at, line, columnOf(at), blankLines, textAt(at)));
        at = endOfLine(at);
        breaks = 0;
        continue;
      }
      if (bytes[at] == '\n' || (bytes[at] == '\r' && !(at + 1 < to && bytes[at + 1] == '\n'))) {
        line++;
        breaks++;
      }
      at++;
    }
    return comments;
  }

  private int columnOf(int offset) {
    int at = offset;
    while (at > chunk.start() && bytes[at - 1] != '\n' && bytes[at - 1] != '\r') {
      at--;
    }
    return offset - at;
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || value == '\t' || value == '\n' || value == '\r';
  }
}
