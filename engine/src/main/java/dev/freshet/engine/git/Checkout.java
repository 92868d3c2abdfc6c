package dev.freshet.engine.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Where an update starts: the commit a checkout reference means now.
 *
 * @param fetchRef the name to fetch the commit by
 */
record Checkout(ObjectId commit, String fetchRef, Revision revision) {
  /** Stands for no reference in particular. */
  static final String ANY = "HEAD";

  /** The names to ask the server for before {@link #candidates} can answer. */
  static List<String> prefixes(CheckoutRef ref) {
    return switch (ref) {
      case CheckoutRef.Branch(String name) -> List.of("refs/heads/" + name);
      case CheckoutRef.TagName(String name) -> List.of("refs/tags/" + name);
      case CheckoutRef.SemVer _ -> List.of("refs/tags/");
      case CheckoutRef.RefName(String name) -> List.of(name);
      case CheckoutRef.Commit(_, Optional<String> branch) ->
          List.of("refs/heads/" + branch.orElse(""));
    };
  }

  /**
   * What the reference may mean: one commit, or one for each of the tags whose versions differ in
   * build metadata only, of which the newest commit counts.
   */
  static List<Checkout> candidates(CheckoutRef ref, RefListing listing) throws IOException {
    if (ref instanceof CheckoutRef.SemVer(String range)) {
      List<Checkout> tagged = new ArrayList<>();
      for (String tag : TagRange.highest(range, listing)) {
        tagged.add(named(listing, "refs/tags/" + tag, tag));
      }
      return tagged;
    }
    return List.of(single(ref, listing));
  }

  private static Checkout single(CheckoutRef ref, RefListing listing) throws IOException {
    return switch (ref) {
      case CheckoutRef.Branch(String name) -> named(listing, "refs/heads/" + name, name);
      case CheckoutRef.TagName(String name) -> named(listing, "refs/tags/" + name, name);
      case CheckoutRef.SemVer(String range) ->
          throw new IOException("no match found for semver: " + range);
      case CheckoutRef.RefName(String name) -> {
        if (name.startsWith("/") || name.endsWith("/") || listing.find(name).isEmpty()) {
          throw new IOException("unable to resolve ref '%s' to a specific commit".formatted(name));
        }
        yield named(listing, name, name);
      }
      case CheckoutRef.Commit(String id, Optional<String> branch) -> {
        if (!ObjectId.isId(id)) {
          throw new IOException("'%s' is not a full commit id".formatted(id));
        }
        String name = branch.orElse("");
        String fetchRef = branch.map(known -> "refs/heads/" + known).orElse(ANY);
        yield new Checkout(ObjectId.fromString(id), fetchRef, Revision.of(name, id));
      }
    };
  }

  private static Checkout named(RefListing listing, String ref, String shown) throws IOException {
    RemoteRef found =
        listing
            .find(ref)
            .orElseThrow(() -> new IOException("couldn't find remote ref \"" + ref + "\""));
    return new Checkout(found.commit(), ref, Revision.of(shown, found.commit().name()));
  }
}
