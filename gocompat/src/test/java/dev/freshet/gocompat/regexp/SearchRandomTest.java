package dev.freshet.gocompat.regexp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.gocompat.value.Utf8;
import dev.freshet.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Both searches find the same, group by group, and so does one that goes on from a position. */
class SearchRandomTest {
  private static final String[] ATOMS = {
    "a",
    "b",
    "-",
    "\\.",
    ".",
    "[ab]",
    "[^a]",
    "[a-c0-9]",
    "\\d",
    "\\w",
    "\\S",
    "^",
    "$",
    "\\b",
    "\\B",
    "(?m:^)",
    "(?m:$)",
    "(?i:k)",
    "\u00e9",
    "[^\u00e9]",
    "\\pL",
    "(?s:.)",
    "",
  };
  private static final String[] REPEATS = {
    "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{2,}"
  };
  private static final String[] LETTERS = {
    "a", "a", "b", "c", "-", ".", "1", "\n", "k", "\u212a", "\u00e9", "\ud83d\ude00"
  };

  @Seeds
  void bothSearchesFindTheSame(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 50; i++) {
      GoRegexp regexp = GoRegexp.compile(choice(random, 3));
      for (int j = 0; j < 10; j++) {
        String text = text(random);
        int from = text.isEmpty() ? 0 : random.nextInt(text.length());
        assertFindTheSame(regexp, text, boundary(text, from));
      }
    }
  }

  private static void assertFindTheSame(GoRegexp regexp, String text, int from) {
    var machine = new PikeMachine(regexp.program(), text, Effort.unbounded());
    List<String> found =
        regexp
            .findBytes(text, from, Effort.unbounded())
            .map(match -> groups(text, match.slots()))
            .orElse(List.of());

    assertThat(found)
        .as("groups of %s in '%s' from %d on", regexp, text, from)
        .isEqualTo(machine.find(from) ? groups(text, machine.slots()) : List.of());
  }

  private static int boundary(String text, int from) {
    int boundary = 0;
    while (boundary < from) {
      boundary += Utf8.width(text, boundary);
    }
    return boundary;
  }

  private static List<String> groups(String text, int[] slots) {
    var groups = new ArrayList<String>();
    for (int i = 0; i < slots.length; i += 2) {
      groups.add(slots[i] < 0 ? "none" : slots[i] + " " + text.substring(slots[i], slots[i + 1]));
    }
    return groups;
  }

  private static String choice(RandomGenerator random, int depth) {
    String first = sequence(random, depth);
    return random.nextInt(4) == 0 ? first + "|" + sequence(random, depth) : first;
  }

  private static String sequence(RandomGenerator random, int depth) {
    var sequence = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String atom = atom(random, depth);
      sequence.append(atom).append(atom.isEmpty() ? "" : REPEATS[random.nextInt(REPEATS.length)]);
    }
    return sequence.toString();
  }

  private static String atom(RandomGenerator random, int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      return (random.nextBoolean() ? "(" : "(?:") + choice(random, depth - 1) + ")";
    }
    return ATOMS[random.nextInt(ATOMS.length)];
  }

  /** Long enough, now and then, that the search that tries one way after the other remembers. */
  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return Utf8.encode(text.toString().repeat(random.nextInt(5) == 0 ? 20 : 1));
  }
}
