package dev.freshet.gocompat.regexp.syntax;

import dev.freshet.gocompat.regexp.syntax.Flags.Flag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what stands for one of several runes: brackets, and the escapes that are classes. */
final class ClassSyntax {
  /** Whether the runes of a class are meant, or all others. */
  private enum Sense {
    THESE,
    OTHERS;

    CharClass of(CharClass runes) {
      return this == THESE ? runes : runes.complement();
    }

    Sense opposite() {
      return this == THESE ? OTHERS : THESE;
    }
  }

  private record Named(String name, Flags flags) {}

  private final PatternScanner scanner;

  /** Those read so far, since an expression may repeat a large one in every other place. */
  private final Map<Named, CharClass> unicodeClasses = new HashMap<>();

  ClassSyntax(PatternScanner scanner) {
    this.scanner = scanner;
  }

  /** The class in brackets, at the first of which the scanner is. */
  CharClass brackets(Flags flags) {
    int start = scanner.position();
    scanner.next();
    Sense sense = scanner.accept("^") ? Sense.OTHERS : Sense.THESE;
    var ranges = new CharClass.Ranges();
    do { // so that a bracket at the start is a member
      addMember(ranges, start, flags);
    } while (!scanner.accept("]"));
    return sense.of(folded(ranges.toCharClass(), flags));
  }

  private static CharClass folded(CharClass runes, Flags flags) {
    return flags.has(Flag.FOLD_CASE) ? CaseOrbits.close(runes) : runes;
  }

  private void addMember(CharClass.Ranges ranges, int start, Flags flags) {
    Optional<CharClass> members = posix(flags).or(() -> escape(flags));
    if (members.isPresent()) {
      ranges.add(members.get());
      return;
    }
    int first = scanner.position();
    int low = member(start);
    int high = low;
    if (scanner.remaining() > 1 && scanner.peek(0) == '-' && scanner.peek(1) != ']') {
      scanner.next();
      high = member(start);
    }
    if (high < low) {
      throw scanner.refusal(SyntaxProblem.INVALID_CLASS_RANGE, first);
    }
    ranges.add(low, high);
  }

  private int member(int start) {
    if (scanner.isAtEnd()) {
      throw scanner.refusal(SyntaxProblem.MISSING_BRACKET, start);
    }
    return scanner.peek(0) == '\\' ? EscapeSyntax.rune(scanner) : scanner.rune();
  }

  /** A class such as {@code [:alpha:]}, where one comes next. */
  private Optional<CharClass> posix(Flags flags) {
    int start = scanner.position();
    int end = scanner.startsWith("[:") ? scanner.text().indexOf(":]", start + 2) : -1;
    if (end < 0) {
      return Optional.empty();
    }
    scanner.moveTo(end + 2);
    String inside = scanner.text().substring(start + 2, end);
    Sense sense = inside.startsWith("^") ? Sense.OTHERS : Sense.THESE;
    CharClass runes =
        PosixClasses.named(sense == Sense.OTHERS ? inside.substring(1) : inside)
            .orElseThrow(() -> scanner.refusal(SyntaxProblem.INVALID_CLASS_RANGE, start));
    return Optional.of(sense.of(folded(runes, flags)));
  }

  /** The class of an escape such as {@code \d} or {@code \pL}, where one comes next. */
  Optional<CharClass> escape(Flags flags) {
    if (scanner.remaining() < 2 || scanner.peek(0) != '\\') {
      return Optional.empty();
    }
    return switch (scanner.peek(1)) {
      case 'd' -> perl(CharClass.DIGIT, Sense.THESE, flags);
      case 'D' -> perl(CharClass.DIGIT, Sense.OTHERS, flags);
      case 's' -> perl(CharClass.SPACE, Sense.THESE, flags);
      case 'S' -> perl(CharClass.SPACE, Sense.OTHERS, flags);
      case 'w' -> perl(CharClass.WORD, Sense.THESE, flags);
      case 'W' -> perl(CharClass.WORD, Sense.OTHERS, flags);
      case 'p' -> Optional.of(unicode(Sense.THESE, flags));
      case 'P' -> Optional.of(unicode(Sense.OTHERS, flags));
      default -> Optional.empty();
    };
  }

  private Optional<CharClass> perl(CharClass runes, Sense sense, Flags flags) {
    scanner.moveTo(scanner.position() + 2);
    return Optional.of(sense.of(folded(runes, flags)));
  }

  /** A class by one letter, or by a name in braces, which a circumflex may negate once more. */
  private CharClass unicode(Sense sense, Flags flags) {
    int start = scanner.position();
    scanner.moveTo(start + 2);
    String name = scanner.accept("{") ? nameInBraces(start) : letter();
    return name.startsWith("^")
        ? sense.opposite().of(unicode(name.substring(1), start, flags))
        : sense.of(unicode(name, start, flags));
  }

  private String letter() {
    int start = scanner.position();
    scanner.rune();
    return scanner.since(start);
  }

  private String nameInBraces(int start) {
    int first = scanner.position();
    int end = scanner.text().indexOf('}', first);
    if (end < 0) {
      scanner.requireUtf8(start, scanner.text().length());
      scanner.moveTo(scanner.text().length());
      throw scanner.refusal(SyntaxProblem.INVALID_CLASS_RANGE, start);
    }
    scanner.requireUtf8(first, end);
    scanner.moveTo(end + 1);
    return scanner.text().substring(first, end);
  }

  private CharClass unicode(String name, int start, Flags flags) {
    return unicodeClasses.computeIfAbsent(
        new Named(name, flags),
        _ ->
            UnicodeTables.charClass(name)
                .map(runes -> folded(runes, flags))
                .orElseThrow(() -> scanner.refusal(SyntaxProblem.INVALID_CLASS_RANGE, start)));
  }
}
