package dev.freshet.gocompat.regexp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.value.Utf8;
import dev.freshet.testkit.time.ProcessorTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions and texts that mean harm end, soon, with an answer or a refusal. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileExpressionTest {

  /** Letters that fold to such as the JDK folds to others. */
  static IntStream lettersThatTheJdkFoldsAnew() {
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
  @MethodSource("lettersThatTheJdkFoldsAnew")
  void foldsAnyLetterInAnyForm(int letter) {
    String text = "x%1$sxa%1$s".formatted(Character.toString(letter));

    for (String form : FORMS_OF_A_LETTER) {
      GoRegexp regexp =
          GoRegexp.compile(form.formatted(Character.toString(letter), letter).replace("^", ""));

      assertThat(regexp.matches(text)).as(regexp.toString()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("lettersThatTheJdkFoldsAnew")
  void readsThemWhereNothingIsFolded(int letter) {
    String text = "a" + Character.toString(letter);

    assertThat(GoRegexp.compile(Character.toString(letter)).matches(text)).isTrue();
    assertThat(GoRegexp.compile("[\u1000-\u2000]$").matches(text)).isTrue();
    assertThat(GoRegexp.compile("(?s)a[\\x{%x}]".formatted(letter)).matches(text)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("lettersThatTheJdkFoldsAnew")
  void findsThemAsTheLettersTheyFoldTo(int letter) {
    String text = "x" + Character.toString(letter) + "y";
    int capital = Character.toUpperCase(letter);

    for (String form : new String[] {"(?i)%s", "(?i)[%s]", "x(?i:%s)y", "(?i)(%s)Y", "(?i)%s+"}) {
      GoRegexp regexp = GoRegexp.compile(form.formatted(Character.toString(capital)));
      assertThat(regexp.find(text).map(match -> Utf8.decode(match.groupBytes(0))).orElse(""))
          .as(regexp.toString())
          .contains(Character.toString(letter));
    }
    assertThat(GoRegexp.compile("(?i)[^a]k").matches(text)).isFalse();
    assertThat(GoRegexp.compile("(?i)\u043a").matches(text)).isFalse();
  }

  @Test
  void searchesOnBehindSuchALetterInTheTextAsItIs() {
    var found = new ArrayList<String>();

    GoRegexp.compile("(?i)(\u0432)")
        .findAllBytes(
            Utf8.encode("x\u1c80y\u0412"),
            -1,
            Effort.unbounded(),
            match -> found.add(Utf8.decode(match.groupBytes(1))));

    assertThat(found).containsExactly("\u1c80", "\u0412");
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
        "(a)".repeat(5000),
        "()".repeat(8000),
        "(?:(a)|(b))*".repeat(200),
        "((a{0,100}){0,100}){0,10}",
        "(?i)" + "\u00e9".repeat(8000),
        "[\\pL0]".repeat(2300),
        "(?:".repeat(5000) + ")".repeat(5000),
        "(?:".repeat(2000) + "a" + ")*".repeat(2000),
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
  void compilesOrRefusesLargeExpressionsSoon(String expression) throws Throwable {
    var most = Duration.ofSeconds(5);

    Duration taken = ProcessorTime.ofOneRun(most, () -> compilesOrRefuses(expression));

    assertThat(taken).isLessThan(most);
  }

  private static void compilesOrRefuses(String expression) {
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
        "(a*)*b",
        "(?:(a*)*)*b",
        "(|a|b)*?c",
        "(?i)\\pL*k",
      })
  void stopsWhenItsEffortIsSpent(String expression) throws Throwable {
    GoRegexp regexp = GoRegexp.compile(expression);
    var most = Duration.ofSeconds(1);

    Duration taken = ProcessorTime.ofOneRun(most, () -> spendsItsEffort(regexp));

    assertThat(taken).isLessThan(most);
  }

  private static void spendsItsEffort(GoRegexp regexp) {
    var effort = new Effort(5_000_000, () -> {});
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000_000; i++) {
                var _ = regexp.matches("a".repeat(300), effort);
              }
            })
        .isInstanceOf(GoErrorException.class)
        .hasMessageContaining("takes more than 5000000 steps");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:a?){900}b",
        "(?:.*a){200}c",
        "(?i)(?:a?){900}b",
        "a*b",
        "(a*)*b",
        "(?:a|b)+?c"
      })
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

  @ParameterizedTest
  @ValueSource(strings = {"(a|b)*c", "([a-z]+[a-z]+)+0", "(?:a?b?)*c", "(a*)*b", "[a-z]+0"})
  void searchesALongTextInLinearTime(String expression) {
    GoRegexp regexp = GoRegexp.compile(expression);
    var effort = new Effort(200_000_000, () -> {});

    assertThat(regexp.matches("a".repeat(1_000_000), effort)).isFalse();
  }

  @Test
  void keepsTheMemoryOfASearchForALargeExpressionInALongTextBounded() {
    GoRegexp regexp = GoRegexp.compile("(?:(a?)(b??)(c??)){300}x");
    String text = "abc".repeat(20_000);

    long before = allocated();
    assertThatThrownBy(() -> regexp.find(text, new Effort(50_000_000, () -> {})))
        .isInstanceOf(GoErrorException.class);

    assertThat(allocated() - before).isLessThan(100_000_000L);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
