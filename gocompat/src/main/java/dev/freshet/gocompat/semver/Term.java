package dev.freshet.gocompat.semver;

/**
 * One comparison of a constraint, such as {@code >=1.2.x}; open parts of its version are zero.
 *
 * <p>Pre-releases are judged by {@link Constraint}, which knows the other terms.
 */
record Term(Operator operator, String text, Version version, Precision precision) {

  /** How much of its version a term gives; parts that are missing or wildcards are open. */
  enum Precision {
    /** {@code 1.2.3}. */
    FULL,
    /** {@code 1.2} or {@code 1.2.x}. */
    MINOR,
    /** {@code 1} or {@code 1.x}. */
    MAJOR,
    /** {@code *}. */
    NONE
  }

  boolean accepts(Version candidate) {
    return switch (operator) {
      case EQUAL ->
          precision == Precision.FULL ? candidate.compareTo(version) == 0 : acceptsTilde(candidate);
      case NOT_EQUAL -> !isNamedBy(candidate);
      case GREATER -> isAbove(candidate);
      case LESS -> candidate.compareTo(version) < 0;
      case AT_LEAST -> candidate.compareTo(version) >= 0;
      case AT_MOST -> isAtMost(candidate);
      case TILDE -> acceptsTilde(candidate);
      case CARET -> acceptsCaret(candidate);
    };
  }

  boolean hasPrerelease() {
    return version.isPrerelease();
  }

  private boolean isNamedBy(Version candidate) {
    return switch (precision) {
      case FULL, NONE -> candidate.compareTo(version) == 0;
      case MAJOR -> sameMajor(candidate);
      case MINOR ->
          sameMajor(candidate)
              && sameMinor(candidate)
              && candidate.prerelease().equals(version.prerelease());
    };
  }

  private boolean isAbove(Version candidate) {
    return switch (precision) {
      case FULL, NONE -> candidate.compareTo(version) > 0;
      case MAJOR -> Long.compareUnsigned(candidate.major(), version.major()) > 0;
      case MINOR -> {
        int byMajor = Long.compareUnsigned(candidate.major(), version.major());
        yield byMajor > 0
            || (byMajor == 0 && Long.compareUnsigned(candidate.minor(), version.minor()) > 0);
      }
    };
  }

  private boolean isAtMost(Version candidate) {
    if (precision == Precision.FULL) {
      return candidate.compareTo(version) <= 0;
    }
    int byMajor = Long.compareUnsigned(candidate.major(), version.major());
    return byMajor < 0
        || (byMajor == 0
            && (precision == Precision.MAJOR
                || Long.compareUnsigned(candidate.minor(), version.minor()) <= 0));
  }

  private boolean acceptsTilde(Version candidate) {
    if (candidate.compareTo(version) < 0) {
      return false;
    }
    boolean open = precision == Precision.FULL || precision == Precision.NONE;
    if (open && version.major() == 0 && version.minor() == 0 && version.patch() == 0) {
      return true; // ~0.0.0 means any version, like *
    }
    return sameMajor(candidate) && (precision == Precision.MAJOR || sameMinor(candidate));
  }

  /** Up to the next change of the left-most number that is not zero. */
  private boolean acceptsCaret(Version candidate) {
    if (candidate.compareTo(version) < 0 || !sameMajor(candidate)) {
      return false;
    }
    if (version.major() != 0 || precision == Precision.MAJOR) {
      return true;
    }
    if (version.minor() != 0 || precision == Precision.MINOR) {
      return sameMinor(candidate);
    }
    return candidate.minor() == 0 && candidate.patch() == version.patch();
  }

  private boolean sameMajor(Version candidate) {
    return candidate.major() == version.major();
  }

  private boolean sameMinor(Version candidate) {
    return candidate.minor() == version.minor();
  }

  @Override
  public String toString() {
    return text;
  }
}
