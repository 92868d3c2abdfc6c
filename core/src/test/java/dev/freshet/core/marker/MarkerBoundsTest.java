package dev.freshet.core.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.marker.ManifestMarkers.Found;
import dev.freshet.core.marker.ManifestMarkers.Unparsable;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MarkerBoundsTest {
  private static final String MARKED = "k: v # {\"$imagepolicy\": \"ns:p\"}\n";

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "[\n ", "- ", "? ", "- - "})
  void refusesEndlessNestingInsteadOfOverflowing(String opening) {
    assertThat(find(MARKED + "a:\n  " + opening.repeat(50_000))).isInstanceOf(Unparsable.class);
  }

  @Test
  void readsNestingWithinTheBound() {
    String nested = "a: " + "[".repeat(250) + "]".repeat(250) + "\n";

    assertThat(find(nested + MARKED)).isInstanceOf(Found.class);
  }

  @Test
  void doesNotExpandAnAliasBomb() {
    String bomb =
        IntStream.rangeClosed(1, 300)
            .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining("", "a0: &a0 [x, x]\n", MARKED));

    assertThat(find(bomb)).isInstanceOfSatisfying(Found.class, MarkerBoundsTest::holdsOne);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: XXXX", "a: 'XXXX'", "a: \"XXXX\"", "# XXXX", "a: |\n  XXXX", "a: x    # XXXX"})
  void readsOneVeryLongLine(String line) {
    String text = line.replace("XXXX", "x".repeat(4_000_000)) + "\n" + MARKED;

    assertThat(find(text)).isInstanceOfSatisfying(Found.class, MarkerBoundsTest::holdsOne);
  }

  @Test
  void readsAHugeFileAndFindsItsLastMarker() {
    String text = "- item: é\n  value: [1, 2]\n".repeat(40_000).indent(2) + MARKED;

    assertThat(find("list:\n" + text))
        .isInstanceOfSatisfying(Found.class, MarkerBoundsTest::holdsOne);
  }

  @Test
  void refusesAFileBeyondTheBound() {
    assertThat(find(MARKED + "#".repeat(9 * 1024 * 1024)))
        .isEqualTo(new Unparsable(1, "larger than 8 MiB"));
  }

  private static void holdsOne(Found found) {
    assertThat(found.markers()).extracting(Marker::value).containsExactly("v");
  }

  private static ManifestMarkers find(String text) {
    return ManifestMarkers.find(text.getBytes(StandardCharsets.UTF_8));
  }
}
