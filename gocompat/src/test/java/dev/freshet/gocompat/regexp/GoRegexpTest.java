package dev.freshet.gocompat.regexp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.value.Utf8;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoRegexpTest {

  @Test
  void findsTheLeftmostMatchAnywhere() {
    assertThat(
            GoRegexp.compile("[0-9]+")
                .find("a12b345")
                .map(match -> Utf8.decode(match.groupBytes(0))))
        .contains("12");
  }

  @ParameterizedTest
  @CsvSource({
    "'(a|ab)(c|bcd)?', abcd, $1-$2, a-bcd",
    "'(a+?)(a*)', aaa, $1-$2, a-aa",
    "'(a*?)(a*)$', aaa, $1-$2, -aaa",
    "'^(?:v)?(\\d{1,2})\\.(\\d+)', v123.4, '', ''",
    "'(\\w+)\\b-(\\w)', ab-c, $1$2, abc",
    "'(é+)', xééy, $1, éé",
    "'(?i)RC(.*)', 1-rc2, $1, 2",
    "'[^a-c]+', abxyc, $0, xy",
    "'(?:(a)|(b))+', ab, '$1,$2', 'a,b'",
    "'(?s)^(v1A|v1[aA])$', v1a, $1, v1a",
    "'(?m)0A|0[aA]', 0a, $0, 0a",
    "'(|a)*', aa, '<$0$1>', <>",
    "'(|a)+', aa, '<$0$1>', <>",
    "'(?i)[\\x00-\\x{FFFD}]+', aſ, $0, aſ",
    "'(?i)k+', 'kK\u212a', $0, 'kK\u212a'",
    "'\\p{greek}+', 'aδε', $0, δε",
    "'\\p{Lowercase_Letter}', Ab, $0, b",
  })
  void matchesAsGoDoes(String pattern, String input, String template, String expanded) {
    GoRegexp regexp = GoRegexp.compile(pattern);

    assertThat(regexp.find(input).map(match -> expand(regexp, match, template)).orElse(""))
        .isEqualTo(expanded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $ts          | 42
          ${ts}x       | 42x
          $tsx         | ''
          $1-$2        | 42-
          $$1          | $1
          $            | $
          ${ts         | ${ts
          $-           | $-
          ${}          | ${}
          $01          | ''
          a$0b         | a
          a${0}b       | amain-42b
          $9999999999  | ''
          $été         | ''
          """)
  void expandsTemplatesAsGoDoes(String template, String expanded) {
    GoRegexp regexp = GoRegexp.compile("main-(?P<ts>[0-9]+)(x)?");

    assertThat(expand(regexp, regexp.find("main-42").orElseThrow(), template)).isEqualTo(expanded);
  }

  @ParameterizedTest
  @CsvSource({
    "(a, 'error parsing regexp: missing closing ): `(a`'",
    "a), 'error parsing regexp: unexpected ): `a)`'",
    "(?=x), 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'",
    "\\1, 'error parsing regexp: invalid escape sequence: `\\1`'",
    "'a{1001}', 'error parsing regexp: invalid repeat count: `{1001}`'",
    "[z-a], 'error parsing regexp: invalid character class range: `z-a`'",
    "[a, 'error parsing regexp: missing closing ]: `[a`'",
    "x**, 'error parsing regexp: invalid nested repetition operator: `**`'",
    "'a{9876543210}', 'error parsing regexp: invalid repeat count: `{9876543210}`'",
    "(?P<é>x), 'error parsing regexp: invalid named capture: `(?P<é>`'",
    "'\\p{é}', 'error parsing regexp: invalid character class range: `\\p{é}`'",
  })
  void saysWhatIsWrongAsGoDoes(String pattern, String message) {
    assertThatThrownBy(() -> GoRegexp.compile(pattern))
        .isInstanceOf(GoSyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void takesTheFirstGroupOfANameThatTookPart() {
    GoRegexp regexp = GoRegexp.compile("^(?:a(?P<n>[0-9])|b(?P<n>[0-9]))$");

    assertThat(expand(regexp, regexp.find("a1").orElseThrow(), "$n")).isEqualTo("1");
    assertThat(expand(regexp, regexp.find("b2").orElseThrow(), "$n")).isEqualTo("2");
  }

  @Test
  void boundsTheDepthOfGroups() {
    assertThatThrownBy(() -> GoRegexp.compile("(".repeat(5_000) + ")".repeat(5_000)))
        .hasMessageStartingWith("error parsing regexp: expression nests too deeply: `((");
  }

  @Test
  void boundsNestedRepetitions() {
    assertThatThrownBy(() -> GoRegexp.compile("((a{100}){100}){100}"))
        .hasMessage("error parsing regexp: invalid repeat count: `{100}`");
    assertThat(GoRegexp.compile("(a{10}){100}").matches("a".repeat(1000))).isTrue();
  }

  static Stream<String> largeExpressions() {
    return Stream.of(
        "(?:abcdefghij[klm]+){1000}",
        "((((a{10}b?){10}c?){10}d?)e?f?)+",
        "(?:" + "a-long-name|".repeat(1000) + "b)",
        "a{0,1000}b",
        "(a?){900}b",
        "(?:a|".repeat(490) + "b?" + ")*".repeat(490),
        "(".repeat(740) + "b?" + ")".repeat(740));
  }

  @ParameterizedTest
  @MethodSource("largeExpressions")
  void searchesForWhatIsLargeOnTheStackOfAnyThread(String pattern) {
    GoRegexp regexp = GoRegexp.compile(pattern);

    assertThatNoException()
        .isThrownBy(() -> {
          regexp.matches("ab");
          regexp.find("\u00e9");
        });
  }

  @Test
  void boundsTheSizeOfTheProgram() {
    String atLength = "(" + "a".repeat(1_000_000) + "){1000}";
    String inParts = "a{1000}".repeat(1_000);

    assertThatThrownBy(() -> GoRegexp.compile(atLength))
        .hasMessageStartingWith("error parsing regexp: expression too large: `(aa");
    assertThatThrownBy(() -> GoRegexp.compile(inParts))
        .hasMessageStartingWith("error parsing regexp: expression too large: `a{1000}a{1000}");
    assertThatThrownBy(() -> GoRegexp.compile("(?:x(a?)){900}".repeat(30)))
        .hasMessageStartingWith("error parsing regexp: expression too large: `(?:x(a?)){900}(?:x");
    assertThatThrownBy(() -> GoRegexp.compile("(a)".repeat(2_000)))
        .hasMessageStartingWith("error parsing regexp: expression too large: `(a)(a)");
  }

  @Test
  void readsBytesThatAreNoUtf8AsGoDoes() {
    assertThatThrownBy(() -> GoRegexp.compileBytes("a\u00ffb"))
        .hasMessage("error parsing regexp: invalid UTF-8: `\u00ffb`");

    Match match =
        GoRegexp.compileBytes(Utf8.encode("\ufffd+"))
            .findBytes("a\u00c3\u00a9\u00ff\u00c3b", 0, Effort.unbounded())
            .orElseThrow();

    assertThat(match.slots()).containsExactly(3, 5);
    assertThat(match.groupBytes(0)).isEqualTo("\u00ff\u00c3");
  }

  @Test
  void takesLinearTimeForEvilExpressions() {
    GoRegexp evil = GoRegexp.compile("^([a-z]+[a-z]+)+[a-z]*[a-z]*[a-z]*[a-z]*0$");

    assertThat(evil.matches("a".repeat(20_000) + "0")).isTrue();
    assertThat(evil.matches("a".repeat(20_000) + "1")).isFalse();
  }

  private static String expand(GoRegexp regexp, Match match, String template) {
    var expanded = new StringBuilder();
    Expansion.parse(template, regexp).expand(match, expanded::append);
    return Utf8.decode(expanded.toString());
  }
}
