package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.regexp.syntax.CharClass;
import dev.freshet.gocompat.regexp.syntax.UnicodeTables;
import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A template such as {@code $year-${month}}, read once and filled from many matches. A name runs as
 * far as letters, digits and underscores do; unknown and unmatched groups are empty; a dollar sign
 * that starts no name stays. Inside, templates are in byte form as texts are.
 */
public final class Expansion {

  private sealed interface Part {
    record Literal(String text) implements Part {}

    /** The first of these groups that took part in the match. */
    record Group(List<Integer> numbers) implements Part {}
  }

  /** More digits than these are looked up as a name, like everything that is no number. */
  private static final int MAX_GROUP_DIGITS = 9;

  private static final int STEPS_PER_PART = 8;

  private final List<Part> parts;
  private final List<String> missing;

  private Expansion(List<Part> parts, List<String> missing) {
    this.parts = parts;
    this.missing = missing;
  }

  /** Reads a template for the matches of an expression; every text is a template. */
  public static Expansion parse(String template, GoRegexp regexp) {
    return parseBytes(Utf8.encode(template), regexp);
  }

  /** Reads a template in byte form. */
  public static Expansion parseBytes(String template, GoRegexp regexp) {
    var scanner = new Scanner(template, regexp);
    List<Part> parts = scanner.parts();
    return new Expansion(parts, scanner.missing.stream().map(Utf8::decode).toList());
  }

  /** The groups that the template names and the expression has not, which are always empty. */
  public List<String> missing() {
    return missing;
  }

  /**
   * The template with the groups of a match in it, whose characters take effort too.
   *
   * @throws GoErrorException when it becomes longer than that, or the effort is spent
   */
  public String expand(Match match, int longest, Effort effort) {
    var expanded = new StringBuilder();
    expand(
        match,
        part -> {
          effort.take(STEPS_PER_PART + part.length());
          expanded.append(part);
          if (expanded.length() > longest) {
            throw new GoErrorException("the template makes more than " + longest + " characters");
          }
        });
    return Utf8.decode(expanded.toString());
  }

  /** Writes the template with the groups of a match in it, piece by piece and in byte form. */
  public void expand(Match match, Consumer<String> out) {
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String text) -> out.accept(text);
        case Part.Group(List<Integer> numbers) -> out.accept(match.first(numbers));
      }
    }
  }

  /** Read when a template has more than ASCII in a name. */
  private static final class Beyond {
    static final CharClass LETTERS_AND_DIGITS = UnicodeTables.lettersAndDigits();
  }

  private static final class Scanner {
    private final String template;
    private final Map<String, List<Integer>> groupsByName;
    private final int groups;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private int position;

    Scanner(String template, GoRegexp regexp) {
      this.template = template;
      this.groupsByName = regexp.groupsByName();
      this.groups = regexp.groups();
    }

    List<Part> parts() {
      while (position < template.length()) {
        int dollar = template.indexOf('$', position);
        int end = dollar < 0 ? template.length() : dollar;
        literal(template.substring(position, end));
        position = end;
        if (dollar >= 0) {
          position++;
          afterDollar();
        }
      }
      return List.copyOf(parts);
    }

    private void literal(String text) {
      if (!text.isEmpty()) {
        parts.add(new Part.Literal(text));
      }
    }

    private void afterDollar() {
      if (template.startsWith("$", position)) {
        position++;
        literal("$");
        return;
      }
      boolean braced = template.startsWith("{", position);
      int start = braced ? position + 1 : position;
      int end = nameEnd(start);
      if (end == start || (braced && !template.startsWith("}", end))) {
        literal("$"); // not a name, so the dollar sign stands for itself
        return;
      }
      group(template.substring(start, end));
      position = braced ? end + 1 : end;
    }

    private int nameEnd(int start) {
      int end = start;
      while (end < template.length() && isNamePart(Utf8.codePointAt(template, end))) {
        end += Utf8.width(template, end);
      }
      return end;
    }

    private static boolean isNamePart(int rune) {
      return rune < 0x80 ? CharClass.WORD.contains(rune) : Beyond.LETTERS_AND_DIGITS.contains(rune);
    }

    private void group(String name) {
      List<Integer> numbers =
          isNumber(name)
              ? List.of(Integer.parseInt(name))
              : groupsByName.getOrDefault(name, List.of());
      if (numbers.isEmpty() || numbers.getFirst() > groups) {
        missing.add(name);
      }
      parts.add(new Part.Group(numbers));
    }

    /** A group number has no leading zeros; anything else is looked up as a name. */
    private static boolean isNumber(String name) {
      return name.chars().allMatch(c -> c >= '0' && c <= '9')
          && (name.length() == 1 || name.charAt(0) != '0')
          && name.length() <= MAX_GROUP_DIGITS;
    }
  }
}
