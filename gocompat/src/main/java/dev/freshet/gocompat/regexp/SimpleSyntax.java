package dev.freshet.gocompat.regexp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the expressions that people write to filter tags: ASCII, no flags, no Unicode classes, no
 * repetition of what may be empty. Whatever else is valid is left to RE2/J.
 */
final class SimpleSyntax {

  /** Signals, without a trace, that an expression is not a simple one. */
  private static final class NotSimple extends RuntimeException {
    private NotSimple() {
      super(null, null, false, false);
    }
  }

  private static final String ESCAPABLE = "\\.+*?()|[]{}^$-/_:@!\"#%&',;<=>~` ";

  /** What walks the tree calls itself for each level. */
  private static final int MAX_DEPTH = 50;

  private final String text;
  private int position;
  private int groups;
  private int depth;

  private SimpleSyntax(String text) {
    this.text = text;
  }

  /** Reads an expression that RE2/J accepts; empty when it is not a simple one. */
  static Optional<Node> parse(String text) {
    var parser = new SimpleSyntax(text);
    try {
      Node node = parser.choice();
      return parser.position == text.length() ? Optional.of(node) : Optional.empty();
    } catch (NotSimple _) { // the caller has another engine for it
      return Optional.empty();
    }
  }

  private Node choice() {
    var branches = new ArrayList<Node>();
    do {
      branches.add(sequence());
    } while (accept('|'));
    return branches.size() == 1 ? branches.getFirst() : new Node.Choice(List.copyOf(branches));
  }

  private Node sequence() {
    var nodes = new ArrayList<Node>();
    while (position < text.length() && peek() != '|' && peek() != ')') {
      nodes.add(repeated(atom()));
    }
    return new Node.Sequence(List.copyOf(nodes));
  }

  private Node repeated(Node atom) {
    if (position == text.length() || "*+?{".indexOf(peek()) < 0) {
      return atom;
    }
    int min = 0;
    int max = Node.Repeat.UNBOUNDED;
    switch (next()) {
      case '*' -> {}
      case '+' -> min = 1;
      case '?' -> max = 1;
      default -> {
        min = number();
        max = min;
        if (accept(',')) {
          max = position < text.length() && peek() == '}' ? Node.Repeat.UNBOUNDED : number();
        }
        require(accept('}'));
      }
    }
    Node.Greed greed = accept('?') ? Node.Greed.SHORTEST : Node.Greed.LONGEST;
    require(position == text.length() || "*+?{".indexOf(peek()) < 0);
    require(!atom.isNullable());
    return new Node.Repeat(atom, min, max, greed);
  }

  private int number() {
    int start = position;
    while (position < text.length() && peek() >= '0' && peek() <= '9') {
      position++;
    }
    require(position > start && position - start <= 4);
    require(text.charAt(start) != '0' || position - start == 1);
    return Integer.parseInt(text.substring(start, position));
  }

  private Node atom() {
    char c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> new Node.OneOf(set());
      case '.' -> new Node.OneOf(CharSet.ALL_BUT_NEWLINE);
      case '^' -> new Node.At(Node.Place.START);
      case '$' -> new Node.At(Node.Place.END);
      case '\\' -> escape();
      case '*', '+', '?', '{' -> throw new NotSimple();
      default -> new Node.OneOf(CharSet.of(ascii(c)));
    };
  }

  private Node group() {
    depth++;
    require(depth <= MAX_DEPTH);
    if (!accept('?')) {
      return capture();
    }
    if (accept(':')) {
      return closed(choice());
    }
    accept('P');
    require(accept('<'));
    position = text.indexOf('>', position) + 1;
    return capture();
  }

  private Node capture() {
    groups++;
    int number = groups;
    return new Node.Group(closed(choice()), number);
  }

  private Node closed(Node node) {
    require(accept(')'));
    depth--;
    return node;
  }

  private Node escape() {
    char c = next();
    return switch (c) {
      case 'A' -> new Node.At(Node.Place.START);
      case 'z' -> new Node.At(Node.Place.END);
      case 'b' -> new Node.At(Node.Place.WORD_BOUNDARY);
      case 'B' -> new Node.At(Node.Place.NO_WORD_BOUNDARY);
      default -> new Node.OneOf(escapedSet(c));
    };
  }

  private static CharSet escapedSet(char c) {
    return switch (c) {
      case 'd' -> CharSet.DIGITS;
      case 'D' -> CharSet.DIGITS.complement();
      case 'w' -> CharSet.WORD;
      case 'W' -> CharSet.WORD.complement();
      case 's' -> CharSet.SPACE;
      case 'S' -> CharSet.SPACE.complement();
      default -> CharSet.of(escaped(c));
    };
  }

  private static char escaped(char c) {
    require(ESCAPABLE.indexOf(c) >= 0);
    return c;
  }

  /** The characters between brackets, of which the first is already read. */
  private CharSet set() {
    boolean negated = accept('^');
    require(position < text.length() && peek() != ']');
    CharSet set = CharSet.NONE;
    while (!accept(']')) {
      char c = next();
      require(c != '[');
      if (c == '\\' && "dDwWsS".indexOf(peek()) >= 0) {
        set = set.union(escapedSet(next()));
        continue;
      }
      char first = c == '\\' ? escaped(next()) : ascii(c);
      char last = first;
      if (text.startsWith("-", position) && !text.startsWith("-]", position)) {
        position++;
        char end = next();
        require(end != '[');
        last = end == '\\' ? escaped(next()) : ascii(end);
      }
      set = set.withRange(first, last);
    }
    return negated ? set.complement() : set;
  }

  private static char ascii(char c) {
    require(c < 0x80);
    return c;
  }

  private boolean accept(char wanted) {
    if (position < text.length() && peek() == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private char peek() {
    return text.charAt(position);
  }

  private char next() {
    require(position < text.length());
    return text.charAt(position++);
  }

  private static void require(boolean simple) {
    if (!simple) {
      throw new NotSimple();
    }
  }
}
