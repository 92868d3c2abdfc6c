package dev.freshet.core.marker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Cutoff;
import dev.freshet.core.marker.ManifestMarkers.Found;
import dev.freshet.core.marker.ManifestMarkers.Unparsable;
import dev.freshet.testkit.time.ProcessorTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that mean harm are read or refused within the time that a file may take. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileYamlTest {
  private static final int MOST_BYTES = 5 << 20;

  /**
   * About a second each, or up to 3.6 where the virtual machine has gone back to code of the quick
   * compiler; what grows faster than its file takes minutes.
   */
  private static final Duration MOST = Duration.ofSeconds(6);

  private static final String MARKER = "# {\"$imagepolicy\": \"ns:p\"}";
  private static final String HEAD =
      "apiVersion: v1\nkind: X\nspec:\n  image: a:1 " + MARKER + "\n";

  private static Arguments form(String name, String start, String part, String end) {
    int times = (MOST_BYTES - HEAD.length() - start.length() - end.length()) / bytes(part).length;
    return Arguments.of(name, HEAD + start + part.repeat(times) + end);
  }

  private static Arguments numbered(String name, String start, IntFunction<String> part) {
    return Arguments.of(
        name,
        IntStream.range(0, 400_000)
            .mapToObj(part)
            .collect(Collectors.joining("", HEAD + start, "")));
  }

  static Stream<Arguments> files() {
    return Stream.of(
        form("documents", "", "---\na: b\n", ""),
        form("separators", "", "---\n", ""),
        form("separators with comments", "", "---#x\n\n", ""),
        form("a list in one line", "  a: [", "a,", "]\n"),
        form("a map in one line", "  a: {", "a: b,", "}\n"),
        form("a list of lines", "  l:\n", "  - a\n", ""),
        form("empty items", "  l:\n", "  -\n", ""),
        form("comments between commas", "  a: [a\n", "#\n,a\n", "]\n"),
        form("comments in brackets", "  a: [a\n", " #\n", "]\n"),
        form("comments behind anchors", "  l:\n", "  - &a # x\n", "    a\n"),
        form("comments behind tags", "  l:\n", "  - !a # x\n", "    a\n"),
        form("comments above items", "  l:\n", "  # x\n\n", "  - a\n"),
        form("markers above items", "  l:\n", "  " + MARKER + "\n  - a\n", ""),
        form("a comment of braces", "  a: b # ", "{\"k\":", "\n"),
        form("a comment of escapes", "  a: b # {\"$imagepolicy\": \"", "%41", "\"}\n"),
        form("blank lines", "", "\n", ""),
        form("carriage returns", "", "\r", ""),
        form("spaces", "", " ", ""),
        form("a plain text in lines", "  a: b", "\n   c", "\n"),
        form("a quoted text in lines", "  a: \"", "x\n", "\"\n"),
        form("escapes", "  a: \"", "\\u0041", "\"\n"),
        form("a literal", "  a: |\n", "\n", ""),
        form("an anchor", "  a: &", "x", " v\n"),
        form("a tag", "  a: !<", "%41", "> v\n"),
        form("aliases", "  a: &a v\n  l:\n", "  - *a\n", ""),
        form("deep lists", "  l:\n", "    " + "- ".repeat(240) + "a\n", ""),
        form("deep brackets", "  l:\n", "  - " + "[".repeat(240) + "]".repeat(240) + "\n", ""),
        form("deep braces", "  l:\n", "  - " + "{a: ".repeat(240) + "}".repeat(240) + "\n", ""),
        form("too deep lists", "  l:\n", "    " + "- ".repeat(900) + "a\n", ""),
        form("too deep brackets", "  l:\n", "  - " + "[".repeat(900) + "]".repeat(900) + "\n", ""),
        form("open brackets", "  a: ", "[", ""),
        form("open questions", "", "? ", ""),
        form("letters of two bytes", "  a: ", "\u00e9", "\n"),
        form("keys of two bytes", "  l:\n", "  - \u00e9: # \u00e9\n", ""),
        form("no UTF-8", "  a: ", "\ufffd", "x\n"),
        numbered("keys", "", i -> "  k" + i + ": v\n"),
        numbered("keys of one hash", "", i -> i < 170_000 ? "  " + oneHash(i) + ": v\n" : ""),
        numbered("anchors", "  l:\n", i -> "  - &a" + i + " v\n"),
        numbered(
            "anchors of one hash",
            "  l:\n",
            i -> i < 150_000 ? "  - &" + oneHash(i) + " v\n" : ""));
  }

  /** Texts that differ and have one hash. */
  private static String oneHash(int number) {
    return IntStream.range(0, 20)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void readsOrRefusesALargeFileSoon(String name, String text) throws Throwable {
    byte[] all = bytes(text);
    byte[] content = all.length > MOST_BYTES ? Arrays.copyOf(all, MOST_BYTES) : all;

    Duration taken = ProcessorTime.ofOneRun(MOST, () -> readsOrRefuses(content));

    assertThat(taken).as(name).isLessThan(MOST);
  }

  private static void readsOrRefuses(byte[] content) {
    switch (ManifestMarkers.find(content)) {
      case Found(var markers, _, _) -> assertThat(markers).isNotEmpty();
      case Unparsable(_, String problem) -> assertThat(problem).hasSizeLessThan(1000);
    }
  }

  @Test
  void refusesADozenFilesOfManyDocumentsWithinTheTimeOfOne() throws Throwable {
    byte[] file = bytes(HEAD + "---\na: b\n".repeat(900_000));

    Duration taken =
        ProcessorTime.ofOneRun(
            MOST,
            () -> {
              for (int i = 0; i < 12; i++) {
                assertThat(ManifestMarkers.find(file)).isInstanceOf(Unparsable.class);
              }
            });

    assertThat(taken).isLessThan(MOST);
  }

  @Test
  void readsALargeFileFullOfMarkers() {
    String text =
        IntStream.range(0, 40_000)
            .mapToObj(i -> "  k" + i + ": example.com/some/app:1.0.0 " + MARKER + "\n")
            .collect(Collectors.joining("", HEAD, ""));

    assertThat(ManifestMarkers.find(bytes(text)))
        .isInstanceOfSatisfying(Found.class, found -> assertThat(found.markers()).hasSize(40_001));
  }

  @Test
  void refusesByNameWhatHoldsTooMuch() {
    assertThat(ManifestMarkers.find(bytes(HEAD + "  l:\n" + "  - a\n".repeat(600_000))))
        .isInstanceOfSatisfying(
            Unparsable.class,
            refused -> assertThat(refused.problem()).isEqualTo("holds more than 500000 values"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---\n"})
  void refusesByNameWhatHoldsTooManyMarkers(String between) {
    String text =
        IntStream.range(0, 50_001)
            .mapToObj(i -> "k" + i + ": a:1 " + MARKER + "\n" + (i == 25_000 ? between : ""))
            .collect(Collectors.joining());

    assertThat(ManifestMarkers.find(bytes(text)))
        .isInstanceOfSatisfying(
            Unparsable.class,
            refused -> assertThat(refused.problem()).isEqualTo("holds more than 50000 markers"));
  }

  @Test
  void endsWhenItIsCut() {
    var cutoff = new Cutoff("cut");
    cutoff.cut();

    assertThatThrownBy(() -> cutoff.during(() -> ManifestMarkers.find(bytes(HEAD))))
        .isInstanceOf(AutomationException.class)
        .hasMessage("cut");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
