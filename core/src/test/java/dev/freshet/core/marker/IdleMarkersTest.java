package dev.freshet.core.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.marker.ManifestMarkers.Found;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a marker and marks nothing is told, with its line and the reason. */
class IdleMarkersTest {
  private static final String M = "# {\"$imagepolicy\": \"ns:p\"}";

  private static Found find(String text) {
    return (Found) ManifestMarkers.find(text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static List<IdleMarker> idle(String text) {
    return find(text.replace("MARKER", M)).idle();
  }

  @ParameterizedTest
  @CsvSource({
    "'a: b\\n MARKER\\nimage: x:1\\n', 2, on a line of its own",
    "'MARKER\\na: x:1\\n', 1, on a line of its own",
    "'a: [x:1]\\nMARKER\\n', 2, on a line of its own",
    "'a: MARKER\\n  b: c\\n', 1, no value before it",
    "'a: MARKER\\nb: c\\n', 1, no value before it",
    "'a:\\n- MARKER\\n  b: c\\n', 2, no value before it",
    "'a: {b: c} MARKER\\nd: e\\n', 1, behind a whole mapping or list",
    "'a: [b, c] MARKER\\nd: e\\n', 1, behind a whole mapping or list",
    "'a: [ MARKER\\n b, c]\\nd: e\\n', 1, behind a whole mapping or list",
    "'a: &x y\\nb: *x MARKER\\nc: d\\n', 2, behind an alias",
    "'a: x MARKER\\na: y MARKER\\n', 2, alone behind a value",
    "'? a MARKER\\n: b\\nc: d\\n', 1, alone behind a value",
    "'a: |\\n  image: x:1 MARKER\\n  b\\nc: d\\n', 2, a part of the value itself",
    "'a: ''x\\n  y MARKER\\n  z''\\nc: d\\n', 2, a part of the value itself",
    "'a: x:1MARKER\\nc: d\\n', 1, a part of the value itself",
  })
  void tellsOfAMarkerInAPlaceWhereNoneCanBe(String text, int line, String why) {
    assertThat(idle(text.replace("x:1MARKER", "x:1# {\"$imagepolicy\":\"ns:p\"}")))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.line()).isEqualTo(line);
          assertThat(found.problem()).startsWith("marker \"ns:p\" does nothing: ").contains(why);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# {\"$imagepolicy\": \"ns:p\"",
        "# {\"$imagepolicy\": \"ns:p\"} # keep",
        "# by a robot {\"$imagepolicy\": \"ns:p\"}",
        "# # {\"$imagepolicy\": \"ns:p\"}",
        "# {\"$imagepolicy\": \"ns:p\", }",
        "# {\"$imagepolicy\": \"\"}",
        "# {\"$imagepolicy\": 1}",
        "# {'$imagepolicy': 'ns:p'}",
        "# {$imagepolicy: ns:p}",
        "# {\"$imagePolicy\": \"ns:p\"}",
        "# \"$imagepolicy\": \"ns:p\"",
        "# {\u201c$imagepolicy\u201d: \u201cns:p\u201d}",
      })
  void tellsOfACommentThatIsNearlyAMarker(String comment) {
    assertThat(idle("a: b\nimage: x:1 " + comment + "\nc: d\n"))
        .containsExactly(
            new IdleMarker(
                2,
                "a comment names $imagepolicy and is no marker: it must be"
                    + " {\"$imagepolicy\": \"namespace:policy\"} and nothing else"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: x MARKER\n",
        "a: x\n# use $imagepolicy, or \"$imagepolicy\", to mark a tag\nb: MARKER\n",
        "# image: x MARKER\nb: y\n",
        "a:\n  # - image: x MARKER\n  - image: y MARKER\n",
        "a: [x, y] # as below\nb: x MARKER\n",
        "a: |\n  a note on \"$imagepolicy\" comments\nb: x MARKER\n",
        "a: | MARKER\n  x\nb: c\n",
        "a:\n  MARKER\n  - x\nb: c\n",
      })
  void saysNothingOfMarkersProseAndCommentedOutManifests(String text) {
    assertThat(idle(text.replace("b: MARKER\n", "b: x MARKER\n"))).isEmpty();
  }

  @Test
  void countsLinesThroughAllDocuments() {
    assertThat(idle("a: b\n---\nc: MARKER\n---\n---\nd:\n\n  e: &x [1]\n  f: *x MARKER\ng: h\n"))
        .extracting(IdleMarker::line)
        .containsExactly(3, 9);
  }

  @Test
  void tellsOfMarkersBesideTheItemsOfAList() {
    assertThat(idle("kind: List\nx: y MARKER\nitems:\n- image: x MARKER\n"))
        .extracting(IdleMarker::line)
        .containsExactly(2);
  }

  @Test
  void tellsOfTwentyAndHowManyMoreThereAre() {
    List<IdleMarker> idle = idle("a:\n" + "- [x] MARKER\n".repeat(50));

    assertThat(idle).hasSize(20);
    assertThat(idle.getLast()).isEqualTo(new IdleMarker(21, "this and 30 more markers do nothing"));
  }
}
