package dev.freshet.gocompat.glob;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for the name of a file, as {@code filepath.Match} takes it: {@code *} is any text,
 * {@code ?} one character, {@code [a-z]} and {@code [^a-z]} one of a class, a backslash takes the
 * next character as it is. A malformed pattern matches nothing. Unlike in Go, a {@code *} never
 * ends inside a character.
 */
public final class Glob {
  /** What one place of a pattern accepts. */
  private sealed interface Part {
    record AnyText() implements Part {}

    record One(List<Range> ranges, Sense sense) implements Part {
      boolean accepts(int character) {
        boolean listed = false;
        for (Range range : ranges) {
          listed |= range.contains(character);
        }
        return listed == (sense == Sense.LISTED);
      }
    }
  }

  private enum Sense {
    LISTED,
    NOT_LISTED
  }

  private record Range(int first, int last) {
    boolean contains(int character) {
      return first <= character && character <= last;
    }
  }

  private static final Part ANY_CHARACTER = new Part.One(List.of(), Sense.NOT_LISTED);

  private final boolean wellFormed;

  /** How many characters a name has at least: most names are too short for a long pattern. */
  private final long shortest;

  private final List<Part> parts = new ArrayList<>();
  private final int[] pattern;
  private int at;

  private Glob(String text) {
    this.pattern = text.codePoints().toArray();
    this.wellFormed = readParts();
    this.shortest = parts.stream().filter(Part.One.class::isInstance).count();
  }

  public static Glob of(String pattern) {
    return new Glob(pattern);
  }

  /** Whether the whole name, which holds no separator, fits. */
  public boolean matches(String name) {
    return wellFormed && name.length() >= shortest && matches(name.codePoints().toArray());
  }

  /**
   * Going back to the last {@code *} alone is enough, and bounds the time by the product of both
   * lengths, which is that of the name's square.
   */
  private boolean matches(int[] name) {
    int part = 0;
    int character = 0;
    int lastAny = -1;
    int retry = 0;
    while (character < name.length) {
      if (part < parts.size() && parts.get(part) instanceof Part.AnyText) {
        lastAny = part++;
        retry = character;
      } else if (part < parts.size()
          && parts.get(part) instanceof Part.One one
          && one.accepts(name[character])) {
        part++;
        character++;
      } else if (lastAny >= 0) {
        part = lastAny + 1;
        character = ++retry;
      } else {
        return false;
      }
    }
    return parts.subList(part, parts.size()).stream().allMatch(Part.AnyText.class::isInstance);
  }

  private boolean readParts() {
    while (at < pattern.length) {
      int character = pattern[at++];
      switch (character) {
        case '*' -> parts.add(new Part.AnyText());
        case '?' -> parts.add(ANY_CHARACTER);
        case '[' -> {
          if (!readClass()) {
            return false;
          }
        }
        case '\\' -> {
          if (at == pattern.length) {
            return false;
          }
          addLiteral(pattern[at++]);
        }
        default -> addLiteral(character);
      }
    }
    return true;
  }

  private void addLiteral(int character) {
    parts.add(new Part.One(List.of(new Range(character, character)), Sense.LISTED));
  }

  /** A class holds at least one range, so that a bracket that closes at once is malformed. */
  private boolean readClass() {
    Sense sense = Sense.LISTED;
    if (at < pattern.length && pattern[at] == '^') {
      sense = Sense.NOT_LISTED;
      at++;
    }
    List<Range> ranges = new ArrayList<>();
    while (at < pattern.length && !(pattern[at] == ']' && !ranges.isEmpty())) {
      if (!readRange(ranges)) {
        return false;
      }
    }
    if (at == pattern.length) {
      return false;
    }
    at++;
    parts.add(new Part.One(List.copyOf(ranges), sense));
    return true;
  }

  private boolean readRange(List<Range> ranges) {
    if (!isClassCharacter()) {
      return false;
    }
    int first = classCharacter();
    int last = first;
    if (at < pattern.length && pattern[at] == '-') {
      at++;
      if (!isClassCharacter()) {
        return false;
      }
      last = classCharacter();
    }
    ranges.add(new Range(first, last));
    return true;
  }

  private boolean isClassCharacter() {
    if (at >= pattern.length || pattern[at] == '-' || pattern[at] == ']') {
      return false;
    }
    return pattern[at] != '\\' || at + 1 < pattern.length;
  }

  private int classCharacter() {
    if (pattern[at] == '\\') {
      at++;
    }
    return pattern[at++];
  }
}
