package dev.freshet.core.plan;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kubernetes' YAML parser makes of a plain scalar. It follows YAML 1.1 as go-yaml v2 reads it,
 * which takes more words and digits for something else than a string than YAML 1.2 does.
 */
final class Yaml11 {
  private static final Set<String> WORDS =
      Set.of(
          "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", "y",
          "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off",
          "OFF", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF", "<<");

  private static final Pattern NUMBER_START = Pattern.compile("[-+.]?[0-9_].*|[-+]\\.[0-9].*");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern PREFIXED =
      Pattern.compile("([-+]?)0(?:[xX]([0-9a-fA-F]+)|[oO]([0-7]+)|[bB]([01]+))");
  private static final Pattern TIMESTAMP =
      Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt ].*)?");
  private static final BigInteger MIN = BigInteger.TWO.pow(63).negate();
  private static final BigInteger MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private Yaml11() {}

  static boolean readsAsString(String text) {
    return !WORDS.contains(text)
        && !(NUMBER_START.matcher(text).matches() && (isNumber(text) || isTimestamp(text)));
  }

  private static boolean isNumber(String text) {
    // Underscores group digits anywhere but in numbers that start with a point.
    String digits = text.startsWith(".") ? text : text.replace("_", "");
    if (FLOAT.matcher(digits).matches()) {
      return !Double.isInfinite(Double.parseDouble(digits));
    }
    Matcher prefixed = PREFIXED.matcher(digits);
    return prefixed.matches() && fits64Bits(prefixed);
  }

  /** An integer of more than 64 bits stays a string. */
  private static boolean fits64Bits(Matcher number) {
    BigInteger value =
        number.group(2) != null
            ? new BigInteger(number.group(2), 16)
            : number.group(3) != null
                ? new BigInteger(number.group(3), 8)
                : new BigInteger(number.group(4), 2);
    BigInteger signed = number.group(1).equals("-") ? value.negate() : value;
    return signed.compareTo(MIN) >= 0 && signed.compareTo(MAX) <= 0;
  }

  private static boolean isTimestamp(String text) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int month = Integer.parseInt(matcher.group(2));
    int day = Integer.parseInt(matcher.group(3));
    return month >= 1
        && month <= 12
        && YearMonth.of(Integer.parseInt(matcher.group(1)), month).isValidDay(day);
  }
}
