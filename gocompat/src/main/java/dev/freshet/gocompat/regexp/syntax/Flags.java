package dev.freshet.gocompat.regexp.syntax;

/** What the letters of {@code (?imsU)} have switched on at a place in an expression. */
record Flags(int bits) {
  static final Flags NONE = new Flags(0);

  /** A flag by its letter. */
  enum Flag {
    FOLD_CASE('i', 1),
    MULTI_LINE('m', 2),
    DOT_MATCHES_NEWLINE('s', 4),
    UNGREEDY('U', 8);

    private final int letter;
    private final int bit;

    Flag(char letter, int bit) {
      this.letter = letter;
      this.bit = bit;
    }
  }

  boolean has(Flag flag) {
    return (bits & flag.bit) != 0;
  }

  Flags with(Flag flag) {
    return new Flags(bits | flag.bit);
  }

  Flags without(Flag flag) {
    return new Flags(bits & ~flag.bit);
  }

  /** What an opening {@code (?} is followed by. */
  sealed interface Opening {
    Flags flags();

    /** {@code (?i)}: the flags are those of the rest of the group around. */
    record FromHereOn(Flags flags) implements Opening {}

    /** {@code (?i:}: the flags are those of the group that begins. */
    record Group(Flags flags) implements Opening {}
  }

  /** Reads the letters after {@code (?}, which began at a position, to the end of the opening. */
  static Opening read(PatternScanner scanner, int start, Flags before) {
    Flags flags = before;
    boolean switchesOff = false;
    boolean empty = false; // only a minus sign must have letters behind it
    while (!scanner.isAtEnd()) {
      int letter = scanner.rune();
      if (letter == '-' && !switchesOff) {
        switchesOff = true;
        empty = true;
      } else if (letter == ':' && !empty) {
        return new Opening.Group(flags);
      } else if (letter == ')' && !empty) {
        return new Opening.FromHereOn(flags);
      } else {
        Flag flag = flag(letter, scanner, start);
        flags = switchesOff ? flags.without(flag) : flags.with(flag);
        empty = false;
      }
    }
    throw scanner.refusal(SyntaxProblem.INVALID_PERL_SYNTAX, start);
  }

  private static Flag flag(int letter, PatternScanner scanner, int start) {
    for (Flag flag : Flag.values()) {
      if (flag.letter == letter) {
        return flag;
      }
    }
    throw scanner.refusal(SyntaxProblem.INVALID_PERL_SYNTAX, start);
  }
}
