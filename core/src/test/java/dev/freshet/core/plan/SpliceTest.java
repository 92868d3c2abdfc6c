package dev.freshet.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpliceTest {
  private static final String M = Trees.MARKER;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10", "1.", "007", "08", "1e3", "1_000", "1__0", "1_", "0x1F", "0b1", "0o7", "2024-01-02",
        "2001-1-1", "true", "True", "TRUE", "false", "yes", "No", "on", "OFF", "y", "N", "null",
        "Null", "NULL", "42"
      })
  void quotesATagThatWouldNotReadAsAString(String tag) {
    assertThat(Trees.updated("tag: x " + M + "\n", tag))
        .isEqualTo("tag: \"" + tag + "\" " + M + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10.0",
        "2024.01.02",
        "1-2",
        "20240101T120000Z",
        "nan",
        "inf",
        "e3",
        "12e",
        "0x",
        "tRue",
        "_",
        "v1",
        "main-2d3fcbd-1611906956",
        "2024-13-01",
        "1.2.3"
      })
  void leavesATagPlainThatReadsAsAString(String tag) {
    assertThat(Trees.updated("tag: x " + M + "\n", tag)).isEqualTo("tag: " + tag + " " + M + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'x', '1.2.3'",
        "\"x\", \"1.2.3\"",
        "1.0, 1.2.3",
        "5, 1.2.3",
        "true, 1.2.3",
        "~, 1.2.3",
        "null, 1.2.3",
        "\"\", \"1.2.3\"",
        "!!str x, !!str 1.2.3",
        "!!float 1.0, 1.2.3",
        "!!int 3, 1.2.3",
        "!local x, !local 1.2.3",
        "&a x, &a 1.2.3",
        "&a !!int 3, &a 1.2.3",
        "\"\\x41\\\"\", \"1.2.3\"",
        "'it''s', '1.2.3'"
      })
  void keepsTheStyleOfTheOldScalar(String old, String updated) {
    assertThat(Trees.updated("k: " + old + "   " + M + "\n", "1.2.3"))
        .isEqualTo("k: " + updated + "   " + M + "\n");
  }

  @Test
  void dropsATypeTagAsTheNewValueIsAString() {
    assertThat(Trees.updated("k: !!int 3 " + M + "\n", "4")).isEqualTo("k: \"4\" " + M + "\n");
  }

  @Test
  void keepsTheTextAroundAndBetweenSplices() {
    String before =
        "\uFEFF# licence \uD83D\uDE80\r\n---\r\n\r\nb:   x\t"
            + M
            + "  \r\nl:\r\n    -   'é'  "
            + M
            + "\r\n\r\n# end";

    assertThat(Trees.updated(before, "v2"))
        .isEqualTo(before.replace("  x\t", "  v2\t").replace("'é'", "'v2'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "|-", ">", ">-", "|+", ">+"})
  void rewritesABlockScalarInPlace(String header) {
    String before = "k: " + header + " " + M + "\n    old\n\nz: 1\n";

    assertThat(Trees.updated(before, "v2"))
        .isEqualTo("k: " + header.charAt(0) + "- " + M + "\n    v2\n\nz: 1\n");
  }

  @Test
  void rewritesABlockScalarOfSeveralLines() {
    String before = "k: |\t" + M + "\r\n\r\n  old\r\n   more\r\n  end\r\nz: 1\r\n";

    assertThat(Trees.updated(before, "v2")).isEqualTo("k: |-\t" + M + "\r\n  v2\r\nz: 1\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k: |- # \nz: 1\n", "k: |2 # \n    old\nz: 1\n"})
  void writesAnEmptyOrIndentedBlockScalarInOneLine(String template) {
    String before = template.replace("# ", M);

    assertThat(Trees.updated(before, "v2")).isEqualTo("k: v2 " + M + "\nz: 1\n");
  }

  @Test
  void joinsAScalarOfSeveralLines() {
    assertThat(Trees.updated("k: a\n  b " + M + "\nl: \"a\n  b\" " + M + "\n", "v2"))
        .isEqualTo("k: v2 " + M + "\nl: \"v2\" " + M + "\n");
  }

  @Test
  void writesFlowScalarsPlainWhereFlowStyleAllows() {
    String before =
        "k: {image: x, # {\"$imagepolicy\": \"ns:p\"}\n  tag: y} \nl: [a " + M + "\n ]\n";

    assertThat(Trees.updated(before, "1.10"))
        .isEqualTo(before.replace("image: x", "image: img:1.10").replace("[a", "[\"1.10\""));
  }

  @Test
  void emptiesADigestThatThePolicyNoLongerHas() {
    String marker = "# {\"$imagepolicy\": \"ns:p:digest\"}";

    assertThat(Trees.updated("k: x " + marker + "\nl: 'y' " + marker + "\n", "v2"))
        .isEqualTo("k: \"\" " + marker + "\nl: '' " + marker + "\n");
  }
}
