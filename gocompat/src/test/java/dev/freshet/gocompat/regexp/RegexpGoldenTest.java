package dev.freshet.gocompat.regexp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.value.Utf8;
import dev.freshet.testkit.golden.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Go's regexp refuses and finds, recorded by {@code src/test/go/regexps.go}. */
class RegexpGoldenTest {
  private static final int FEWEST_CASES = 150_000;
  private static final int MOST_MATCHES = 3;
  private static final String CUT = Utf8.encode("…") + "`";

  private final List<String> differences = new ArrayList<>();
  private int cases;

  @Test
  void refusesAndFindsWhatGoDoes() {
    Recordings.of("regexps.jsonl.gz").forEach(this::check);

    assertThat(differences.size()).as("differences such as %s", some()).isZero();
    assertThat(cases).isGreaterThan(FEWEST_CASES);
  }

  private List<String> some() {
    return differences.stream().limit(30).toList();
  }

  private void check(JsonNode recorded) {
    String expression = recorded.get("p").asText();
    String error = recorded.path("e").asText();
    try {
      GoRegexp regexp = GoRegexp.compileBytes(expression);
      if (!error.isEmpty()) {
        compare(expression, "error", error, "");
      }
      recorded
          .path("c")
          .forEach(oneCase -> check(regexp, oneCase.get(0).asText(), oneCase.get(1).asText()));
    } catch (GoSyntaxException refused) {
      String message = String.valueOf(refused.getMessage());
      boolean cut = message.endsWith(CUT);
      String start = cut ? message.substring(0, message.length() - CUT.length()) : message;
      compare(expression, "error", error.startsWith(start) && cut ? start : error, start);
    }
  }

  private void check(GoRegexp regexp, String text, String matches) {
    compare(regexp + "` in `" + text, "matches", matches, matches(regexp, text));

    var machine = new PikeMachine(regexp.program(), text, Effort.unbounded());
    String first = machine.find(0) ? slots(machine.slots()) : "";
    compare(regexp + "` in `" + text, "machine", matches.split(";", -1)[0], first);
  }

  private void compare(String of, String what, String expected, String actual) {
    cases += what.equals("machine") ? 0 : 1;
    if (!expected.equals(actual)) {
      differences.add(
          "`%s`: %s of Go [%s], here [%s]\n"
              .formatted(excerpt(of), what, excerpt(expected), excerpt(actual)));
    }
  }

  private static String excerpt(String text) {
    return text.length() > 200
        ? text.substring(0, 100) + "…" + text.substring(text.length() - 100)
        : text;
  }

  private static String matches(GoRegexp regexp, String text) {
    var found = new ArrayList<String>();
    regexp.findAllBytes(
        text, MOST_MATCHES, Effort.unbounded(), match -> found.add(slots(match.slots())));
    return String.join(";", found);
  }

  private static String slots(int[] slots) {
    return IntStream.of(slots)
        .mapToObj(slot -> slot < 0 ? "-" : String.valueOf(slot))
        .collect(Collectors.joining(" "));
  }
}
