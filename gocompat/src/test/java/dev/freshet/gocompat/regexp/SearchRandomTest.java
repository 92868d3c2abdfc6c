package dev.freshet.gocompat.regexp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.freshet.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The search of simple expressions must find what RE2/J finds, group by group. */
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
  };
  private static final String[] REPEATS = {
    "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}"
  };

  @Seeds
  void findsWhatRe2Finds(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 50; i++) {
      String pattern = choice(random, 3);
      SimpleSyntax.parse(pattern)
          .flatMap(Program::of)
          .ifPresent(program -> assertFindsTheSame(program, pattern, random));
    }
  }

  private static void assertFindsTheSame(Program program, String pattern, RandomGenerator random) {
    Pattern re2 = Pattern.compile(pattern);
    for (int i = 0; i < 10; i++) {
      String text = text(random);
      var search = new Search(program, text, Effort.unbounded());

      assertThat(search.find() ? groups(text, search.slots()) : List.of())
          .as("groups of %s in '%s'", pattern, text)
          .isEqualTo(groups(re2.matcher(text)));
    }
  }

  private static List<String> groups(String text, int[] slots) {
    var groups = new ArrayList<String>();
    for (int i = 0; i < slots.length; i += 2) {
      groups.add(slots[i] < 0 ? "none" : slots[i] + " " + text.substring(slots[i], slots[i + 1]));
    }
    return groups;
  }

  private static List<String> groups(Matcher matcher) {
    var groups = new ArrayList<String>();
    if (matcher.find()) {
      for (int i = 0; i <= matcher.groupCount(); i++) {
        groups.add(matcher.start(i) < 0 ? "none" : matcher.start(i) + " " + matcher.group(i));
      }
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
      boolean place = List.of("^", "$", "\\b", "\\B").contains(atom);
      sequence.append(atom).append(place ? "" : REPEATS[random.nextInt(REPEATS.length)]);
    }
    return sequence.toString();
  }

  private static String atom(RandomGenerator random, int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      return (random.nextBoolean() ? "(" : "(?:") + choice(random, depth - 1) + ")";
    }
    return ATOMS[random.nextInt(ATOMS.length)];
  }

  private static String text(RandomGenerator random) {
    return random
        .ints(random.nextInt(12), 0, 7)
        .collect(
            StringBuilder::new,
            (text, i) -> text.append("aabc-.1".charAt(i)),
            StringBuilder::append)
        .toString();
  }
}
