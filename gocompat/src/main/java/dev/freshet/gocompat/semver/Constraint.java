package dev.freshet.gocompat.semver;

import dev.freshet.gocompat.GoSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of versions: alternatives separated by {@code ||}, each a list of terms that must all
 * hold. Pre-releases are accepted only by an alternative of which a term names a pre-release.
 */
public final class Constraint {
  private static final int MAX_BYTES = 512;
  private static final int MAX_ALTERNATIVES = 32;

  private final String text;
  private final List<List<Term>> alternatives;

  private Constraint(String text, List<List<Term>> alternatives) {
    this.text = text;
    this.alternatives = alternatives;
  }

  /** Reads a range, or says what is improper about it. */
  public static Constraint parse(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new GoSyntaxException("constraint string is too long (max " + MAX_BYTES + " bytes)");
    }
    String[] parts = ConstraintScanner.withoutHyphenRanges(text).split("\\|\\|", -1);
    if (parts.length > MAX_ALTERNATIVES) {
      throw new GoSyntaxException("too many constraint groups (max " + MAX_ALTERNATIVES + ")");
    }
    var alternatives = new ArrayList<List<Term>>(parts.length);
    for (String part : parts) {
      alternatives.add(List.copyOf(ConstraintScanner.terms(part)));
    }
    return new Constraint(text, List.copyOf(alternatives));
  }

  public boolean accepts(Version version) {
    for (List<Term> terms : alternatives) {
      if (accepts(terms, version)) {
        return true;
      }
    }
    return false;
  }

  private static boolean accepts(List<Term> terms, Version version) {
    if (version.isPrerelease() && !admitsPrereleases(terms)) {
      return false;
    }
    for (Term term : terms) {
      if (!term.accepts(version)) {
        return false;
      }
    }
    return true;
  }

  /** Whether any alternative accepts pre-releases at all. */
  public boolean admitsPrereleases() {
    return alternatives.stream().anyMatch(Constraint::admitsPrereleases);
  }

  private static boolean admitsPrereleases(List<Term> terms) {
    for (Term term : terms) {
      if (term.hasPrerelease()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The term that keeps a version out, such as {@code <2.0.0}; empty when the range has other
   * alternatives, or accepts it.
   */
  public Optional<String> obstacle(Version version) {
    return alternatives.size() > 1
        ? Optional.empty()
        : alternatives.getFirst().stream()
            .filter(term -> !term.accepts(version))
            .findFirst()
            .map(Term::toString);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Constraint constraint && constraint.text.equals(text);
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
