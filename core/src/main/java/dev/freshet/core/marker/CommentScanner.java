package dev.freshet.core.marker;

import dev.freshet.core.image.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.tokens.ScalarToken;
import org.snakeyaml.engine.v2.tokens.Token;

/**
 * Passes tokens on to the parser and keeps, for the scalar passed last, where it is and which
 * comment go-yaml would attach to it. The YAML parser's own comment events are not used: they stop
 * at placements that go-yaml allows, and they cost as much as the parse.
 */
final class CommentScanner implements Scanner {
  private final Scanner tokens;
  private final byte[] bytes;
  private final Chunk chunk;
  private final ByteOffsets offsets;
  private final CommentGap gap;
  private final Mentions mentions;

  /** The columns of the open block collections, mappings as such and sequences as complement. */
  private int[] blocks = new int[16];

  private int depth;
  private int flowDepth;

  private Token.ID previous = Token.ID.StreamStart;
  private Token.ID beforePrevious = Token.ID.StreamStart;
  private boolean previousIsPlain;

  /** A block scalar's token ends on the line behind it, where no comment is its own. */
  private boolean previousIsBlock;

  private int previousEnd;
  private int previousEndLine;

  // Lists, because many comments may come together, and only one alone can be a marker.
  private final List<CommentText> pendingLine = new ArrayList<>();
  private final List<CommentText> pendingHead = new ArrayList<>();
  private final List<CommentText> heldHead = new ArrayList<>();
  private int stem;
  private Optional<MarkedScalar> scalar = Optional.empty();

  CommentScanner(Scanner tokens, byte[] bytes, Chunk chunk, ByteOffsets offsets) {
    this.tokens = tokens;
    this.bytes = bytes;
    this.chunk = chunk;
    this.offsets = offsets;
    this.gap = new CommentGap(bytes, chunk);
    this.mentions = new Mentions(bytes, chunk);
    this.previousEnd = chunk.start();
  }

  /** The scalar token passed last; empty when the last scalar event has none, as in {@code a:}. */
  Optional<MarkedScalar> takeScalar() {
    Optional<MarkedScalar> taken = scalar;
    scalar = Optional.empty();
    return taken;
  }

  /** What was met so far that looks like a marker. */
  Mentions mentions() {
    return mentions;
  }

  int depth() {
    return depth + flowDepth;
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return tokens.checkToken(choices);
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    return tokens.checkToken(choice);
  }

  @Override
  public Token peekToken() {
    return tokens.peekToken();
  }

  @Override
  public void resetDocumentIndex() {
    tokens.resetDocumentIndex();
  }

  @Override
  public boolean hasNext() {
    return tokens.hasNext();
  }

  @Override
  public Token next() {
    Token token = tokens.next();
    Mark startMark = token.getStartMark().orElseThrow();
    int start = offsets.of(startMark.getIndex());
    if (start > previousEnd && gap.mentions(previousEnd, start)) {
      mentions.inGap(previousEnd, start, previous);
      readGap(start, token.getTokenId());
      // Tokens without text, such as the start of a block, follow at the same place.
      previousEnd = start;
    }
    if (token.getTokenId() != Token.ID.BlockEnd && !heldHead.isEmpty()) {
      pendingHead.addAll(heldHead);
      heldHead.clear();
    }
    Mark endMark = token.getEndMark().orElseThrow();
    int end = offsets.of(endMark.getIndex());
    pass(token, startMark, start, end);
    if (end > start) {
      beforePrevious = previous;
      previous = token.getTokenId();
      previousIsPlain = token instanceof ScalarToken plain && plain.isPlain();
      previousIsBlock = token instanceof ScalarToken block && isBlock(block);
      previousEnd = end;
      previousEndLine = endMark.getLine();
    }
    return token;
  }

  private void pass(Token token, Mark startMark, int start, int end) {
    if (previous == Token.ID.BlockEntry && stem > 0) {
      dropStem(token.getTokenId());
    }
    switch (token.getTokenId()) {
      case BlockMappingStart -> open(startMark.getColumn());
      case BlockSequenceStart -> open(~startMark.getColumn());
      case BlockEnd -> {
        // The end of a block sequence takes no comments; they stay for what follows.
        if (blocks[--depth] >= 0) {
          clearPending();
        }
      }
      case FlowMappingStart, FlowSequenceStart -> {
        flowDepth++;
        clearPending();
      }
      case FlowMappingEnd, FlowSequenceEnd -> {
        flowDepth--;
        clearPending();
      }
      case BlockEntry -> stem = pendingHead.size();
      case Alias -> clearPending();
      case Scalar -> scalar = Optional.of(attach((ScalarToken) token, startMark, start, end));
      default -> {
        // Keys, colons, anchors, tags and document marks leave comments to what follows.
      }
    }
  }

  /** A comment above {@code -} belongs to a collection that starts right behind it. */
  private void dropStem(Token.ID next) {
    if (next == Token.ID.BlockMappingStart || next == Token.ID.BlockSequenceStart) {
      pendingHead.subList(0, stem).clear();
    }
    stem = 0;
  }

  private void open(int column) {
    if (depth == blocks.length) {
      blocks = Arrays.copyOf(blocks, depth * 2);
    }
    blocks[depth++] = column;
  }

  private int indent() {
    if (depth == 0) {
      return 0;
    }
    int column = blocks[depth - 1];
    return column < 0 ? ~column : column;
  }

  private void clearPending() {
    pendingLine.clear();
    pendingHead.clear();
  }

  private MarkedScalar attach(ScalarToken token, Mark startMark, int start, int end) {
    addLineComments(token, start, end);
    mentions.inScalar(token, start, end);
    CommentText comment = only(pendingLine.isEmpty() ? pendingHead : pendingLine);
    clearPending();
    return new MarkedScalar(
        start,
        isBlock(token) ? trimmed(start, end) : end,
        startMark.getLine(),
        flowDepth > 0 ? Placement.FLOW : Placement.BLOCK,
        comment);
  }

  private static boolean isBlock(ScalarToken token) {
    return token.getStyle() == ScalarStyle.LITERAL || token.getStyle() == ScalarStyle.FOLDED;
  }

  /** The end of a block scalar's last line that is not blank, at least the end of its header. */
  private int trimmed(int start, int end) {
    int header = gap.endOfLine(start);
    int at = end;
    while (at > header && " \t\r\n".indexOf(bytes[at - 1]) >= 0) {
      at--;
    }
    return at == header ? header : gap.endOfLine(at);
  }

  /** The one comment; several are none, since they are no marker together. */
  private static CommentText only(List<CommentText> comments) {
    return comments.size() == 1 ? comments.getFirst() : CommentText.NONE;
  }

  /** Notes the comments behind a scalar, on its line; in flow style also behind its comma. */
  private void addLineComments(ScalarToken token, int start, int end) {
    if (isBlock(token)) {
      int at = start + 1;
      while (at < end && "+-0123456789".indexOf(bytes[at]) >= 0) {
        at++;
      }
      gap.onSameLine(at).ifPresent(pendingLine::add);
      return;
    }
    gap.onSameLine(end).ifPresent(pendingLine::add);
    if (flowDepth > 0) {
      behindComma(end).ifPresent(pendingLine::add);
    }
  }

  private Optional<CommentText> behindComma(int from) {
    int at = from;
    while (at < chunk.end() && " \t\r\n#".indexOf(bytes[at]) >= 0) {
      at = bytes[at] == '#' ? gap.endOfLine(at) : at + 1;
    }
    return at < chunk.end() && bytes[at] == ',' ? gap.onSameLine(at + 1) : Optional.empty();
  }

  private void readGap(int to, Token.ID next) {
    int from = previousEnd;
    boolean lineTaken = false;
    boolean onOwnLine =
        previous == Token.ID.BlockEntry || previous == Token.ID.StreamStart || previousIsBlock;
    if (!onOwnLine) {
      Optional<CommentText> line = gap.onSameLine(previousEnd);
      if (line.isPresent()) {
        lineTaken = true;
        if (goesToWhatFollows()) {
          pendingLine.add(line.get());
        }
        from = gap.endOfLine(previousEnd);
      }
    }
    Token.ID owner = previous == Token.ID.FlowEntry ? beforePrevious : previous;
    // A plain scalar's scan ends at the next line that holds something, others' at their end.
    boolean leftFirstLine = (previousIsPlain && !lineTaken) || previousEndLine > 0;
    gap.head(
            from,
            to,
            new CommentGap.Surroundings(
                indent(),
                leftFirstLine,
                owner == Token.ID.Value,
                next == Token.ID.FlowSequenceEnd || next == Token.ID.FlowMappingEnd))
        .ifPresent(heldHead::add);
  }

  /**
   * Whether a comment behind the previous token, on its line, belongs to the next scalar. Behind a
   * block's colon it belongs to the key, behind a bracket to the collection, behind a comma to what
   * stands before the comma.
   */
  private boolean goesToWhatFollows() {
    Token.ID owner = previous == Token.ID.FlowEntry ? beforePrevious : previous;
    return switch (owner) {
      case Anchor, Tag, Key -> true;
      case Value -> flowDepth > 0;
      default -> false;
    };
  }
}
