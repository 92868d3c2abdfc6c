package dev.freshet.gocompat.semver;

/** The order of the pre-release parts of versions. */
final class Prereleases {
  private static final String MAX_UINT64 = "18446744073709551615";

  private Prereleases() {}

  /** A release comes after its pre-releases; otherwise identifier by identifier. */
  static int compare(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? 1 : -1;
    }
    int fromA = 0;
    int fromB = 0;
    while (fromA < a.length() && fromB < b.length()) {
      int toA = identifierEnd(a, fromA);
      int toB = identifierEnd(b, fromB);
      int order = compareIdentifiers(a.substring(fromA, toA), b.substring(fromB, toB));
      if (order != 0) {
        return order;
      }
      fromA = toA + 1;
      fromB = toB + 1;
    }
    return fromA < a.length() ? 1 : -1; // the longer of two that agree so far
  }

  /** By which rule of SemVer 2.0 the one comes before the other, as it does. */
  static String rule(String lower, String higher) {
    if (higher.isEmpty()) {
      return "a pre-release comes before its release";
    }
    int fromLower = 0;
    int fromHigher = 0;
    while (fromLower < lower.length() && fromHigher < higher.length()) {
      int toLower = identifierEnd(lower, fromLower);
      int toHigher = identifierEnd(higher, fromHigher);
      String a = lower.substring(fromLower, toLower);
      String b = higher.substring(fromHigher, toHigher);
      if (!a.equals(b)) {
        return ruleOfIdentifiers(a, b);
      }
      fromLower = toLower + 1;
      fromHigher = toHigher + 1;
    }
    return "it ends where the other goes on with '%s'".formatted(higher.substring(fromHigher));
  }

  private static String ruleOfIdentifiers(String lower, String higher) {
    if (isNumber(lower)) {
      return isNumber(higher)
          ? "%s is a smaller number than %s".formatted(lower, higher)
          : "the number %s comes before the word '%s'".formatted(lower, higher);
    }
    String letters = "'%s' comes before '%s' letter by letter".formatted(lower, higher);
    return holdsDigit(lower) && holdsDigit(higher)
        ? letters + ": only what stands alone between dots is compared as a number"
        : letters;
  }

  private static boolean holdsDigit(String identifier) {
    return identifier.chars().anyMatch(one -> VersionScanner.isDigit((char) one));
  }

  /** Whether a numeric identifier such as {@code 01} makes the version invalid. */
  static boolean hasLeadingZero(String prerelease) {
    int from = 0;
    while (from < prerelease.length()) {
      int to = identifierEnd(prerelease, from);
      if (to - from > 1 && prerelease.charAt(from) == '0' && isDigits(prerelease, from, to)) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  private static int compareIdentifiers(String a, String b) {
    boolean numberA = isNumber(a);
    boolean numberB = isNumber(b);
    if (numberA && numberB) { // neither has leading zeros
      int byLength = Integer.compare(a.length(), b.length());
      return byLength != 0 ? byLength : sign(a.compareTo(b));
    }
    if (numberA || numberB) {
      return numberA ? -1 : 1;
    }
    return sign(a.compareTo(b));
  }

  private static int sign(int order) {
    return Integer.signum(order);
  }

  /** Digits that fit 64 bits; longer ones are ordered as words, which is what Go's parser does. */
  private static boolean isNumber(String identifier) {
    int length = identifier.length();
    return isDigits(identifier, 0, length)
        && (length < MAX_UINT64.length()
            || (length == MAX_UINT64.length() && identifier.compareTo(MAX_UINT64) <= 0));
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!VersionScanner.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int identifierEnd(String prerelease, int from) {
    int dot = prerelease.indexOf('.', from);
    return dot < 0 ? prerelease.length() : dot;
  }
}
