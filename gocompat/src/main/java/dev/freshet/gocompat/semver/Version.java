package dev.freshet.gocompat.semver;

import dev.freshet.gocompat.GoSyntaxException;
import java.util.Optional;

/**
 * A semantic version read leniently: a leading {@code v}, leading zeros and missing minor and patch
 * numbers are allowed. Numbers are unsigned 64-bit values.
 *
 * <p>{@link #compareTo} is the precedence of SemVer 2.0, which ignores build metadata; {@link
 * #equals} compares the text, so the two differ for {@code 1.0.0} and {@code v1.0.0+build}.
 */
public final class Version implements Comparable<Version> {
  /** What Go has where nothing was read: 0.0.0, of no text. */
  public static final Version ZERO = new Version("", 0, 0, 0, "", "");

  private static final int MAX_LENGTH = 256;

  private final String text;
  private final long major;
  private final long minor;
  private final long patch;
  private final String prerelease;
  private final String metadata;

  private Version(
      String text, long major, long minor, long patch, String prerelease, String metadata) {
    this.text = text;
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.prerelease = prerelease;
    this.metadata = metadata;
  }

  /** Reads a version, or says why it is none. */
  public static Version parse(String text) {
    return read(text).orElseThrow(() -> new GoSyntaxException(VersionFlaw.of(text)));
  }

  /** Reads a tag as Flux does: a version of at least two dots, whatever they separate. */
  public static Optional<Version> parseTag(String tag) {
    int dot = tag.indexOf('.');
    return dot < 0 || tag.indexOf('.', dot + 1) < 0 ? Optional.empty() : read(tag);
  }

  static Optional<Version> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return read(text, new VersionScanner(text, text.startsWith("v") ? 1 : 0));
    } catch (NumberFormatException _) { // a number beyond 64 bits
      return Optional.empty();
    }
  }

  private static Optional<Version> read(String text, VersionScanner scanner) {
    if (!scanner.atDigit()) {
      return Optional.empty();
    }
    long major = scanner.number();
    long minor = 0;
    long patch = 0;
    if (scanner.accept('.')) {
      if (!scanner.atDigit()) {
        return Optional.empty();
      }
      minor = scanner.number();
      if (scanner.accept('.')) {
        if (!scanner.atDigit()) {
          return Optional.empty();
        }
        patch = scanner.number();
      }
    }
    int prereleaseStart = scanner.position() + 1;
    if (scanner.accept('-') && !scanner.acceptIdentifiers()) {
      return Optional.empty();
    }
    int prereleaseEnd = Math.max(prereleaseStart, scanner.position());
    int metadataStart = scanner.position() + 1;
    if (scanner.accept('+') && !scanner.acceptIdentifiers()) {
      return Optional.empty();
    }
    if (!scanner.atEnd()) {
      return Optional.empty();
    }
    String prerelease =
        prereleaseStart < prereleaseEnd ? text.substring(prereleaseStart, prereleaseEnd) : "";
    String metadata = metadataStart < text.length() ? text.substring(metadataStart) : "";
    return Prereleases.hasLeadingZero(prerelease)
        ? Optional.empty()
        : Optional.of(new Version(text, major, minor, patch, prerelease, metadata));
  }

  /** The major number, unsigned. */
  public long major() {
    return major;
  }

  /** The minor number, unsigned; 0 when the text has none. */
  public long minor() {
    return minor;
  }

  /** The patch number, unsigned; 0 when the text has none. */
  public long patch() {
    return patch;
  }

  /** What follows the first hyphen, or the empty string. */
  public String prerelease() {
    return prerelease;
  }

  /** What follows the plus sign, or the empty string. */
  public String metadata() {
    return metadata;
  }

  public boolean isPrerelease() {
    return !prerelease.isEmpty();
  }

  /**
   * By which rule this version is lower than another of the same major, minor and patch number;
   * none where the numbers decide, or where it is not lower.
   */
  public Optional<String> prereleaseRule(Version higher) {
    boolean sameNumbers = major == higher.major && minor == higher.minor && patch == higher.patch;
    return sameNumbers && compareTo(higher) < 0
        ? Optional.of(Prereleases.rule(prerelease, higher.prerelease))
        : Optional.empty();
  }

  @Override
  public int compareTo(Version other) {
    int byMajor = Long.compareUnsigned(major, other.major);
    if (byMajor != 0) {
      return byMajor;
    }
    int byMinor = Long.compareUnsigned(minor, other.minor);
    if (byMinor != 0) {
      return byMinor;
    }
    int byPatch = Long.compareUnsigned(patch, other.patch);
    return byPatch != 0 ? byPatch : Prereleases.compare(prerelease, other.prerelease);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && version.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
