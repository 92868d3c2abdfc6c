package dev.freshet.engine.git.ref;

import dev.freshet.engine.git.failure.GitFailures;
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
public record Checkout(ObjectId commit, String fetchRef, Revision revision) {
  /** Stands for no reference in particular. */
  public static final String ANY = "HEAD";

  /** The names to ask the server for before {@link #candidates} can answer. */
  public static List<String> prefixes(CheckoutRef ref) {
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
  public static List<Checkout> candidates(CheckoutRef ref, RefListing listing, Approach approach)
      throws IOException {
    if (ref instanceof CheckoutRef.SemVer(String range)) {
      List<Checkout> tagged = new ArrayList<>();
      for (String tag : TagRange.highest(range, listing)) {
        tagged.add(named(listing, "refs/tags/" + tag, tag, approach));
      }
      return tagged;
    }
    return List.of(single(ref, listing, approach));
  }

  private static Checkout single(CheckoutRef ref, RefListing listing, Approach approach)
      throws IOException {
    return switch (ref) {
      case CheckoutRef.Branch(String name) -> named(listing, "refs/heads/" + name, name, approach);
      case CheckoutRef.TagName(String name) -> named(listing, "refs/tags/" + name, name, approach);
      case CheckoutRef.SemVer(String range) ->
          throw new IOException("no match found for semver: " + range);
      case CheckoutRef.RefName(String name) -> {
        if (name.startsWith("/") || name.endsWith("/")) {
          throw new IOException(
              "ref %s is invalid; Git refs cannot begin or end with a slash '/'".formatted(name));
        }
        if (listing.find(name).isEmpty()) {
          throw new IOException("unable to resolve ref '%s' to a specific commit".formatted(name));
        }
        yield named(listing, name, name, approach);
      }
      case CheckoutRef.Commit(String id, Optional<String> branch) -> {
        String name = branch.orElse("");
        String fetchRef =
            branch.isPresent()
                ? named(listing, "refs/heads/" + name, name, approach).fetchRef()
                : ANY;
        if (!ObjectId.isId(id)) {
          throw GitFailures.unknownCommit(id);
        }
        ObjectId commit = ObjectId.fromString(id);
        yield new Checkout(commit, fetchRef, Revision.of(name, commit.name()));
      }
    };
  }

  private static Checkout named(RefListing listing, String ref, String shown, Approach approach)
      throws IOException {
    RemoteRef found = listing.find(ref).orElseThrow(() -> new IOException(approach.missing(ref)));
    return new Checkout(found.commit(), ref, Revision.of(shown, found.commit().name()));
  }
}
