package dev.freshet.gocompat.regexp.syntax;

import java.util.Map;
import java.util.Optional;

/** The classes that are written as {@code [:alpha:]} within brackets. */
final class PosixClasses {
  private static final int LAST_OF_CONTROLS = 0x1F;
  private static final int DELETE = 0x7F;

  private static final Map<String, CharClass> BY_NAME =
      Map.ofEntries(
          Map.entry("alnum", new CharClass('0', '9', 'A', 'Z', 'a', 'z')),
          Map.entry("alpha", new CharClass('A', 'Z', 'a', 'z')),
          Map.entry("ascii", new CharClass(0, DELETE)),
          Map.entry("blank", new CharClass('\t', '\t', ' ', ' ')),
          Map.entry("cntrl", new CharClass(0, LAST_OF_CONTROLS, DELETE, DELETE)),
          Map.entry("digit", CharClass.DIGIT),
          Map.entry("graph", new CharClass('!', '~')),
          Map.entry("lower", new CharClass('a', 'z')),
          Map.entry("print", new CharClass(' ', '~')),
          Map.entry("punct", new CharClass('!', '/', ':', '@', '[', '`', '{', '~')),
          Map.entry("space", new CharClass('\t', '\r', ' ', ' ')),
          Map.entry("upper", new CharClass('A', 'Z')),
          Map.entry("word", CharClass.WORD),
          Map.entry("xdigit", new CharClass('0', '9', 'A', 'F', 'a', 'f')));

  private PosixClasses() {}

  static Optional<CharClass> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
