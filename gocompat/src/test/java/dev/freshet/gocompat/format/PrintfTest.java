package dev.freshet.gocompat.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.value.GoValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrintfTest {

  private static Arguments printed(String format, String expected, @Nullable Object... arguments) {
    return Arguments.of(format, Arrays.asList(arguments), expected);
  }

  private static Stream<Arguments> formats() {
    return Stream.of(
        printed("%d|%5d|%-5d|%05d|%+d", "42|   42|42   |00042|+42", 42, 42, 42, 42, 42),
        printed(
            "%x %X %#x %o %O %b", "ff FF 0xff 377 0o377 11111111", 255, 255, 255, 255, 255, 255),
        printed("%c %q %U %#U", "é 'é' U+00E9 U+00E9 'é'", 233, 233, 233, 233),
        printed("%v %v %v", "9223372036854775807 true <nil>", Long.MAX_VALUE, true, null),
        printed("%s|%8s|%-8s|%.2s", "héé|     héé|héé     |hé", "héé", "héé", "héé", "héé"),
        printed("%q %+q %#q %x % X", "\"é\" \"\\u00e9\" `é` c3a9 C3 A9", "é", "é", "é", "é", "é"),
        printed(
            "%v %g %.3f %e %8.2f",
            "1.5 1e+21 0.100 1.000000e-07     2.50", 1.5, 1e21, 0.1, 1e-7, 2.5),
        printed("%v %+v %#v", "[1 a] [1 a] []interface {}{1, \"a\"}", list(), list(), list()),
        printed(
            "%v %#v", "map[a:1 b:x] map[string]interface {}{\"a\":1, \"b\":\"x\"}", map(), map()),
        printed("%T %T %T %T", "int int64 map[string]interface {} <nil>", 1, 1L, map(), null),
        printed("%d %s %t", "%!d(string=x) %!s(int=5) %!t(float64=1.5)", "x", 5, 1.5),
        printed("%d %d", "1 %!d(MISSING)", 1),
        printed("%d", "1%!(EXTRA string=x, <nil>)", 1, "x", null),
        printed("%[2]d %[1]d %[5]d", "2 1 %!d(BADINDEX)", 1, 2),
        printed("%*d|%.*f|%-*d|", "    1|1.50|2  |", 5, 1, 2, 1.5, 3, 2),
        printed("%*d", "%!(BADWIDTH)1", "x", 1),
        printed("100%% %", "100% %!(NOVERB)"),
        printed("%z %!", "%!z(int=1) %!!(MISSING)", 1));
  }

  private static List<Object> list() {
    return List.of(1, "a");
  }

  private static Map<String, Object> map() {
    return Map.of("b", "x", "a", 1);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void printsAsGoDoes(String format, List<?> arguments, String expected) {
    assertThat(Printf.sprintf(format, arguments)).isEqualTo(expected);
  }

  @Test
  void putsSpacesOnlyBetweenValuesThatAreNoStrings() {
    assertThat(Printf.sprint(List.of(1, 2, "a", "b", 3, true))).isEqualTo("1 2ab3 true");
    assertThat(Printf.sprintln(List.of("a", 1, "b"))).isEqualTo("a 1 b\n");
  }

  @Test
  void refusesToPrintMoreThanItsOutputHolds() {
    Printer printer = new Printer(100);

    assertThatThrownBy(() -> printer.printf("%1000d", List.of(GoValue.of(1))))
        .isInstanceOf(GoErrorException.class)
        .hasMessage("output is longer than 100 bytes");
  }
}
