package dev.freshet.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutsideTextTest {
  @Test
  void leavesPlainTextAsItIs() {
    String text = "tag 'v1.0', größer: 日本語 😀";

    assertThat(OutsideText.line(text)).isSameAs(text);
    assertThat(OutsideText.lines(text + "\n\tnext")).isEqualTo(text + "\n\tnext");
  }

  @Test
  void blotsOutWhatSteersATerminal() {
    assertThat(OutsideText.line("a\u001b[31mb\u0007c\u009bd\u0000e")).isEqualTo("a�[31mb�c�d�e");
    assertThat(OutsideText.line("user\u202egnp.exe\u2066")).isEqualTo("user�gnp.exe�");
    assertThat(OutsideText.lines("a\r\nb\rc\u001b]0;x")).isEqualTo("a\nb�c�]0;x");
  }

  @Test
  void blotsOutHalfCharacters() {
    assertThat(OutsideText.line("a\ud83dB\ude00")).isEqualTo("a�B�");
  }

  @Test
  void makesOneLineOfMany() {
    assertThat(OutsideText.line(" first \r\n\t second\u2028third \n"))
        .isEqualTo(" first second third ");
  }

  @Test
  void escapesWhatJsonLeavesAsItIs() {
    String json = "{\n  \"größer 😀\": \"a\\u001bb\"\n}";

    assertThat(OutsideText.json(json)).isSameAs(json);
    assertThat(OutsideText.json("\"\u009b\u007f\u202e\ud83d\""))
        .isEqualTo("\"\\u009b\\u007f\\u202e\\ud83d\"");
  }

  @Test
  void cutsWhatAServerSays() {
    String long1 = OutsideText.ofServer("x".repeat(1 << 20));

    assertThat(long1).hasSize(OutsideText.MOST_OF_A_SERVER).endsWith("x…");
    assertThat(OutsideText.ofServer("  no\n")).isEqualTo("no");
    assertThat(OutsideText.atMost("ab😀", 3)).isEqualTo("ab");
  }

  @Test
  void cutsWhatAMessageQuotes() {
    assertThat(OutsideText.excerpt("short")).isEqualTo("short");
    assertThat(OutsideText.excerpt("x".repeat(1_000_000))).hasSize(256).endsWith("xx…");
    assertThat(OutsideText.excerpt("\ud83d\ude00".repeat(1_000))).doesNotContain("\ud83d…");
    assertThat(new InvalidInputException("x".repeat(1_000_000))).hasMessageEndingWith("xx…");
    assertThat(String.valueOf(new InvalidInputException("x".repeat(1_000_000)).getMessage()))
        .hasSizeLessThan(5_000);
  }
}
