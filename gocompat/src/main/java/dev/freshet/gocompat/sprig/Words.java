package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.Utf8;
import java.util.function.IntUnaryOperator;

/** Functions that look at a string as words: their case, their initials, where lines break. */
final class Words {
  private Words() {}

  static void define(FunctionTable table) {
    Strings.text(table, "upper", "string", c -> Unicode.map(c.text(0), Character::toUpperCase));
    Strings.text(table, "lower", "string", c -> Unicode.map(c.text(0), Character::toLowerCase));
    Strings.text(table, "title", "string", c -> Unicode.map(c.text(0), new TitleCase()));
    Strings.text(table, "untitle", "string", c -> Unicode.map(c.text(0), new Uncapitalized()));
    Strings.text(table, "swapcase", "string", c -> Unicode.map(c.text(0), new SwappedCase()));
    Strings.text(table, "nospace", "string", c -> withoutSpace(c.text(0)));
    Strings.text(table, "initials", "string", c -> initials(c.text(0)));
    Strings.text(table, "abbrev", "int string", c -> abbreviate(c.text(1), c.integer(0)));
    Strings.text(
        table,
        "abbrevboth",
        "int int string",
        c -> abbreviateBoth(c.text(2), c.integer(0), c.integer(1)));
    Strings.text(
        table,
        "wrap",
        "int string",
        c -> wrap(c.text(1), c.integer(0), "\n", LongWords.KEPT, c.budget()));
    Strings.text(
        table,
        "wrapWith",
        "int string string",
        c -> wrap(c.text(2), c.integer(0), c.text(1), LongWords.BROKEN, c.budget()));
    Strings.text(table, "camelcase", "string", c -> WordCase.pascal(counted(c)));
    Strings.text(table, "snakecase", "string", c -> WordCase.joined(counted(c), '_'));
    Strings.text(table, "kebabcase", "string", c -> WordCase.joined(counted(c), '-'));
  }

  /** A step for each byte: each may become a word. */
  private static String counted(Call call) {
    call.budget().steps(call.text(0).length());
    return call.text(0);
  }

  /** Upper case for a letter after what is no part of a word. */
  private static final class TitleCase implements IntUnaryOperator {
    private boolean atStart = true;

    @Override
    public int applyAsInt(int point) {
      int mapped = atStart ? Character.toTitleCase(point) : point;
      boolean word = Character.isLetterOrDigit(point) || point == '_';
      atStart = !word && (point < 0x80 || Unicode.space(point));
      return mapped;
    }
  }

  private static final class Uncapitalized implements IntUnaryOperator {
    private boolean atStart = true;

    @Override
    public int applyAsInt(int point) {
      boolean space = Unicode.space(point);
      int mapped = atStart && !space ? Character.toLowerCase(point) : point;
      atStart = space;
      return mapped;
    }
  }

  private static final class SwappedCase implements IntUnaryOperator {
    private boolean afterSpace = true;

    @Override
    public int applyAsInt(int point) {
      if (Unicode.upper(point) || Character.isTitleCase(point)) {
        afterSpace = false;
        return Character.toLowerCase(point);
      }
      if (Unicode.lower(point)) {
        int mapped = afterSpace ? Character.toTitleCase(point) : Character.toUpperCase(point);
        afterSpace = false;
        return mapped;
      }
      afterSpace = Unicode.space(point);
      return point;
    }
  }

  /** Like sprig's, this takes each byte for a character, once one of them is space. */
  private static String withoutSpace(String bytes) {
    if (bytes.chars().noneMatch(Unicode::space)) {
      return bytes;
    }
    StringBuilder kept = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      if (!Unicode.space(bytes.charAt(i))) {
        kept.append(Utf8.of(bytes.charAt(i)));
      }
    }
    return kept.toString();
  }

  /** Like sprig's, this takes each byte for a character. */
  private static String initials(String bytes) {
    StringBuilder initials = new StringBuilder();
    boolean afterGap = true;
    for (int i = 0; i < bytes.length(); i++) {
      boolean gap = Unicode.space(bytes.charAt(i));
      if (afterGap && !gap) {
        initials.append(Utf8.of(bytes.charAt(i)));
      }
      afterGap = gap;
    }
    return initials.toString();
  }

  private static String abbreviate(String text, long width) {
    return width < 4 ? text : abbreviated(text, 0, width);
  }

  private static String abbreviateBoth(String text, long left, long right) {
    return right < 4 || (left > 0 && right < 7) ? text : abbreviated(text, left, right);
  }

  /** At most so many bytes from the offset on, dots where something is left out. */
  private static String abbreviated(String text, long offset, long width) {
    if (text.length() <= width) {
      return text;
    }
    int shown = (int) width - 3;
    long start = Math.min(Math.min(offset, text.length()), text.length() - (long) shown);
    if (start <= 4) {
      return text.substring(0, shown) + "...";
    }
    if (start + shown >= text.length()) {
      return "..." + text.substring(text.length() - shown);
    }
    return "..." + (shown < 4 ? "" : abbreviated(text.substring((int) start), 0, shown));
  }

  private enum LongWords {
    KEPT,
    BROKEN
  }

  private static String wrap(
      String text, long width, String lineEnd, LongWords longWords, Budget budget) {
    String separator = lineEnd.isEmpty() ? "\n" : lineEnd;
    int column = Math.clamp(width, 1, Integer.MAX_VALUE);
    Output out = new Output(budget.maxText());
    int at = 0;
    while (text.length() - at > column) {
      budget.step();
      if (text.charAt(at) == ' ') {
        at++;
        continue;
      }
      int space = text.lastIndexOf(' ', at + column);
      if (space < at && longWords == LongWords.BROKEN) {
        out.append(text.substring(at, at + column));
        out.append(separator);
        at += column;
        continue;
      }
      int end = space < at ? text.indexOf(' ', at + column) : space;
      if (end < 0) {
        break;
      }
      out.append(text.substring(at, end));
      out.append(separator);
      at = end + 1;
    }
    out.append(text.substring(at));
    return out.toString();
  }
}
