package dev.freshet.engine.git.push;

import dev.freshet.core.plan.ManifestFile;
import dev.freshet.engine.git.ref.Approach;
import dev.freshet.engine.git.ref.CheckoutRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One automation's wish to change a repository: from where, to where, and how to decide what.
 *
 * @param pushBranch the branch that gets the commit, without {@code refs/heads/}
 * @param refspec a second push of the same commit, {@code source:destination}
 * @param options push options, sent as {@code key=value}
 * @param path the directory or file that may change, relative to the root of the repository
 * @param occasion what Flux would do first with the repository depends on
 * @param plan called on the thread of an update, it may ask others; what only computes is to be
 *     done where that has its place. Decides on the files with markers under the path; asked again
 *     when another writer was faster, so it must give the same answer for the same files
 */
public record UpdateRequest(
    CheckoutRef checkout,
    String pushBranch,
    Optional<String> refspec,
    Map<String, String> options,
    String path,
    Author author,
    Occasion occasion,
    Function<List<ManifestFile>, Optional<CommitDraft>> plan) {
  /** Why to look at the repository. */
  public enum Occasion {
    /** Something beside it is not as it was when it was last looked at. */
    CHANGE,
    /** Nothing is known to have changed. */
    ROUTINE
  }

  public UpdateRequest {
    options = Map.copyOf(options);
  }

  /** Refuses, before anything is written, what Git would not write or a server not take. */
  void requireWritable() {
    GitText.require("the author's name", author.name(), GitText.Place.PERSON);
    GitText.require("the author's address", author.email(), GitText.Place.PERSON);
    GitText.require("the push branch", pushBranch, GitText.Place.LINE);
    GitText.requireBranch("the push branch", pushBranch);
    GitText.require("the refspec", refspec.orElse(""), GitText.Place.LINE);
    options.forEach((name, value) -> {
      GitText.require("the name of a push option", name, GitText.Place.LINE);
      GitText.require("push option '%s'".formatted(name), value, GitText.Place.LINE);
    });
  }

  /** How Flux gets at the repository for such an update. */
  Approach approach() {
    Approach first = Approach.first(checkout);
    if (switchesBranch()) {
      boolean isTag = checkout instanceof CheckoutRef.TagName; // fetched by its name
      return first == Approach.CLONE && !isTag ? Approach.CLONE_ALL_BRANCHES : first;
    }
    return switch (occasion) {
      case ROUTINE -> Approach.again(checkout);
      case CHANGE -> first;
    };
  }

  /** True when the commit does not go to the branch it starts from. */
  boolean switchesBranch() {
    return !(checkout instanceof CheckoutRef.Branch(String name) && name.equals(pushBranch));
  }
}
