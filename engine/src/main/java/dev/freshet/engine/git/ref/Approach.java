package dev.freshet.engine.git.ref;

/** How Flux gets at a repository, which the words of its failures tell. */
public enum Approach {
  /** It looks what the reference means, and clones when that is new. */
  LIST("unable to list remote for", "couldn't find remote ref \"%s\""),
  CLONE("unable to clone", "couldn't find remote ref \"%s\""),
  CLONE_ALL_BRANCHES("unable to clone", "reference not found");

  private final String unreachable;
  private final String missing;

  Approach(String unreachable, String missing) {
    this.unreachable = unreachable;
    this.missing = missing;
  }

  /** When nothing is known of the repository. */
  public static Approach first(CheckoutRef ref) {
    return ref instanceof CheckoutRef.RefName ? LIST : CLONE;
  }

  /** When it is known what the reference meant the last time. */
  public static Approach again(CheckoutRef ref) {
    return switch (ref) {
      case CheckoutRef.Branch _, CheckoutRef.TagName _, CheckoutRef.RefName _ -> LIST;
      case CheckoutRef.SemVer _, CheckoutRef.Commit _ -> CLONE;
    };
  }

  /** What to say, before the cause, when the repository cannot be reached. */
  public String unreachable(String url) {
    return "%s '%s'".formatted(unreachable, url);
  }

  /** What to say of a reference that is not there. */
  String missing(String ref) {
    return missing.formatted(ref);
  }
}
