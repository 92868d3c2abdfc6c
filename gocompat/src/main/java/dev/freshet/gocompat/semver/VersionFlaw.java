package dev.freshet.gocompat.semver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why a text is no version, in the words and the order of Masterminds. */
final class VersionFlaw {
  private static final int MAX_LENGTH = 256;
  private static final String LARGEST = Long.toUnsignedString(-1);
  private static final String INVALID = "invalid semantic version";

  private VersionFlaw() {}

  static String of(String text) {
    if (text.length() > MAX_LENGTH) {
      return "version string is too long (max " + MAX_LENGTH + " bytes)";
    }
    VersionScanner scanner = new VersionScanner(text, text.startsWith("v") ? 1 : 0);
    List<String> numbers = new ArrayList<>();
    do {
      numbers.add(scanner.digits());
    } while (numbers.size() < 3 && scanner.accept('.'));
    boolean shaped =
        !numbers.contains("")
            && (!scanner.accept('-') || scanner.acceptIdentifiers())
            && (!scanner.accept('+') || scanner.acceptIdentifiers())
            && scanner.atEnd();
    if (!shaped) {
      return INVALID;
    }
    // What is shaped like a version has a number too large, or a padded one in its pre-release.
    Optional<String> huge = numbers.stream().filter(VersionFlaw::huge).findFirst();
    return huge.map(digits ->
            "error parsing version segment: strconv.ParseUint: parsing \"%s\": value out of range"
                .formatted(digits))
        .orElse("version segment starts with 0");
  }

  /** Whether the number is beyond 64 bits. */
  private static boolean huge(String digits) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    int length = digits.length() - zeros;
    return length > LARGEST.length()
        || (length == LARGEST.length() && digits.substring(zeros).compareTo(LARGEST) > 0);
  }
}
