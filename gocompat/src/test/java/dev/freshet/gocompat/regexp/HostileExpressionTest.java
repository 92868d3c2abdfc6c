package dev.freshet.gocompat.regexp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Matcher;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions and texts that mean harm end, soon, with an answer or a refusal. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileExpressionTest {

  /** Letters whose other cases never lead back to them, as this JDK has it. */
  static IntStream lettersWithoutAWayBack() {
    return IntStream.rangeClosed(0x1C80, 0x1C88);
  }

  private static final String[] FORMS_OF_A_LETTER = {
    "(?i)%1$s",
    "(?i)a%1$s+",
    "(?im-s)%1$s",
    "(?si:%1$s)",
    "(?i)(?-i)x(?i:%1$s)",
    "(?i)[%1$s]",
    "(?i)[^%1$s]",
    "(?i)[a%1$sb]",
    "(?i)[\u0400-%1$s]",
    "(?i)[%1$s-\uFFFD]",
    "(?i)[\u1000-\u2000]",
    "(?i)[^\u1000-\\x{10000}]",
    "(?i)\\x{%2$x}",
    "(?i)\\x{%2$X}*",
    "(?i)[\\x{%2$x}]",
    "(?i)[\\x{1000}-\\x{2000}]",
    "(?i)[b\\x{1000}-\\x{00002000}]",
    "(?i)\\Q%1$s\\E",
    "(?i)[[:alpha:]%1$s]",
    "(?i)[\\]%1$s]",
    "(?i)[]%1$s]",
    "(?i)(?:%1$s|b)",
    "(?i)(?P<n>%1$s)",
    "x(?i)%1$s",
  };

  @ParameterizedTest
  @MethodSource("lettersWithoutAWayBack")
  void refusesLettersThatCannotBeFolded(int letter) {
    for (String form : FORMS_OF_A_LETTER) {
      String expression = form.formatted(Character.toString(letter), letter);

      assertThatThrownBy(() -> GoRegexp.compile(expression))
          .as(expression)
          .isInstanceOf(GoSyntaxException.class)
          .hasMessageContaining("U+1C80 to U+1C88");
    }
  }

  @ParameterizedTest
  @MethodSource("lettersWithoutAWayBack")
  void readsThemWhereNothingIsFolded(int letter) {
    String text = "a" + Character.toString(letter);

    assertThat(GoRegexp.compile(Character.toString(letter)).matches(text)).isTrue();
    assertThat(GoRegexp.compile("[\u1000-\u2000]$").matches(text)).isTrue();
    assertThat(GoRegexp.compile("(?s)a[\\x{%x}]".formatted(letter)).matches(text)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("lettersWithoutAWayBack")
  void findsThemAsTheLettersTheyFoldTo(int letter) {
    String text = "x" + Character.toString(letter) + "y";
    int capital = Character.toUpperCase(letter);

    for (String form : new String[] {"(?i)%s", "(?i)[%s]", "x(?i:%s)y", "(?i)(%s)Y", "(?i)%s+"}) {
      GoRegexp regexp = GoRegexp.compile(form.formatted(Character.toString(capital)));
      assertThat(regexp.find(text).map(match -> match.group(0)).orElse(""))
          .as(regexp.toString())
          .contains(Character.toString(letter));
    }
    assertThat(GoRegexp.compile("(?i)[^a]k").matches(text)).isFalse();
    assertThat(GoRegexp.compile("(?i)\u043a").matches(text)).isFalse();
  }

  @Test
  void searchesOnBehindSuchALetterInTheTextAsItIs() {
    Matcher matcher = GoRegexp.compile("(?i)(\u0432)").matcher("x\u1c80y\u0412");

    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1)).isEqualTo("\u1c80");
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1)).isEqualTo("\u0412");
    assertThat(matcher.find()).isFalse();
  }

  static Stream<String> largeExpressions() {
    return Stream.of(
        "(?i)" + "[\\x{80}-\\x{1c00}]".repeat(900),
        "(?i)" + "[\u0080-\u1c00]".repeat(3000),
        "(?i)" + "[^\\x{2000}-\\x{1044e}]".repeat(700),
        "(?i)(?:" + "[\u0080-\u1c00]".repeat(100) + "){100}",
        "\\pL".repeat(5000),
        "[\\pL\\pN\\pM]".repeat(1200),
        "(?i)[^\\pL\\PN\\pM]".repeat(800),
        "(?:\\pL{10}){100}",
        "x".repeat(16_000),
        "{".repeat(16_000),
        "{".repeat(15_000) + "}",
        "a{1,".repeat(4000) + "}",
        "(?P<n>a)".repeat(2000),
        "(?P<".repeat(4000),
        "[".repeat(16_000),
        "[[:".repeat(5000),
        "[a-".repeat(5000),
        "\\Q".repeat(8000),
        "\\x{".repeat(5000),
        "\\p{".repeat(5000),
        "|".repeat(16_000),
        "(|".repeat(900) + ")".repeat(900),
        "a|".repeat(8000),
        "(?i)" + "ab|".repeat(5000),
        "(a*)*".repeat(300),
        "(?:" + "a?".repeat(500) + "){500}",
        "(?:(?:a{9}){9}b){9}".repeat(100),
        "\0".repeat(16_000),
        "\ud800".repeat(16_000),
        "\ud83d\ude00*".repeat(5000),
        "x".repeat(3_000_000),
        "(?i)" + "\u1c80".repeat(3_000_000));
  }

  @ParameterizedTest
  @MethodSource("largeExpressions")
  void compilesOrRefusesLargeExpressionsSoon(String expression) {
    long begun = System.nanoTime();
    try {
      GoRegexp regexp = GoRegexp.compile(expression);
      var effort = new Effort(50_000_000, () -> {});
      for (String text : new String[] {"a".repeat(100), "\u00e9\u1c85".repeat(50), "x"}) {
        var _ = regexp.find(text, effort);
      }
    } catch (GoSyntaxException refused) {
      assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(40_000);
    } catch (GoErrorException refused) {
      assertThat(refused).hasMessageContaining("takes more than");
    }
    assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:a?){900}b",
        "(a?){300}(a?){300}(a?){300}b",
        "a{0,900}b",
        "(?:a|b|aa|ab|ba){90}c",
        "(?:.*a){200}c",
        "(?i)(?:a?){900}b",
        "(?i)(?:.*a){200}c",
        "(?:\\w*a){150}\\pL",
        "^(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)c.$",
        "(((((a*)b?)*c?)*d?)*e?)*f",
      })
  void stopsWhenItsEffortIsSpent(String expression) {
    GoRegexp regexp = GoRegexp.compile(expression);
    var effort = new Effort(20_000_000, () -> {});
    long begun = System.nanoTime();

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000_000; i++) {
                var _ = regexp.matches("a".repeat(100), effort);
              }
            })
        .isInstanceOf(GoErrorException.class)
        .hasMessageContaining("takes more than 20000000 steps");
    assertThat(System.nanoTime() - begun).isLessThan(4_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?:a?){900}b", "(?:.*a){200}c", "(?i)(?:a?){900}b", "a*b"})
  void stopsWithinOneLongText(String expression) {
    GoRegexp regexp = GoRegexp.compile(expression);
    String text = "a".repeat(5_000_000);
    var effort = new Effort(5_000_000, () -> {});

    assertThatThrownBy(() -> regexp.find(text, effort)).isInstanceOf(GoErrorException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?:a?){900}b", "(?i)(?:a?){900}b"})
  void looksUpNowAndThen(String expression) {
    var looks = new AtomicInteger();
    var effort = new Effort(20_000_000, looks::incrementAndGet);
    GoRegexp regexp = GoRegexp.compile(expression);

    assertThatThrownBy(() -> regexp.find("a".repeat(100_000), effort))
        .isInstanceOf(GoErrorException.class);

    assertThat(looks).hasValueGreaterThan(5);
  }

  @Test
  void quotesOnlyTheStartOfAHugeExpression() {
    assertThatThrownBy(() -> GoRegexp.compile("x".repeat(1_000_000)))
        .hasMessageStartingWith("error parsing regexp: expression too large: `xxx")
        .extracting(refused -> String.valueOf(refused.getMessage()).length())
        .satisfies(length -> assertThat(length).isLessThan(512));
  }
}
