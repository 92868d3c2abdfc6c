package dev.freshet.api.source;

import java.util.List;
import java.util.Optional;

/**
 * What goes into an artifact beside the revision: the spec says it, and the status repeats what the
 * last artifact was made with, so that comparing the two tells whether it has to be made anew.
 *
 * @param ignore patterns in the syntax of {@code .gitignore}; empty text is not the same as none
 */
public record ContentSpec(
    Optional<String> ignore,
    boolean recurseSubmodules,
    List<Include> include,
    List<String> sparseCheckout) {
  public static final ContentSpec WHOLE =
      new ContentSpec(Optional.empty(), false, List.of(), List.of());

  public ContentSpec {
    include = List.copyOf(include);
    sparseCheckout = List.copyOf(sparseCheckout);
  }
}
