package dev.freshet.gocompat.semver;

import java.util.regex.Pattern;

/** Says why a text is no version; slow, for texts already known to be none. */
final class VersionFlaw {
  private static final int MAX_LENGTH = 256;
  private static final Pattern CAPITAL_V = Pattern.compile("V[0-9].*", Pattern.DOTALL);
  private static final Pattern HUGE_NUMBER = Pattern.compile("v?([0-9]+\\.){0,2}[0-9]{20,}.*");
  private static final Pattern PADDED_PRERELEASE =
      Pattern.compile("[^-+]*-([0-9A-Za-z-]+\\.)*0[0-9]+(\\..*|\\+.*)?");

  private VersionFlaw() {}

  static String of(String text) {
    if (text.length() > MAX_LENGTH) {
      return "version string is too long (max " + MAX_LENGTH + " bytes)";
    }
    if (CAPITAL_V.matcher(text).matches()) {
      return "invalid semantic version: only a lower-case v may come first";
    }
    if (HUGE_NUMBER.matcher(text).matches()) {
      return "error parsing version segment: value out of range";
    }
    if (PADDED_PRERELEASE.matcher(text).matches()) {
      return "version segment starts with 0";
    }
    return "invalid semantic version";
  }
}
