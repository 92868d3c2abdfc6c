package dev.freshet.engine.git.push;

import dev.freshet.core.OutsideText;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Text that goes into a commit or a request. Git ends names at certain characters, and {@code git
 * fsck} calls a commit that holds a NUL broken; what cannot be written as it is, is refused.
 */
final class GitText {
  /** Where the text goes, which decides on what it must not hold. */
  enum Place {
    MESSAGE("\0"),
    LINE("\0\n\r"),
    PERSON("\0\n\r<>");

    private final String refused;

    Place(String refused) {
      this.refused = refused;
    }
  }

  private GitText() {}

  /**
   * @param what names the text for the message of a refusal
   */
  static void require(String what, String text, Place place) {
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (place.refused.indexOf(one) >= 0) {
        throw new GitException(
            Problem.UNWRITABLE, "%s holds %s, which Git refuses".formatted(what, name(one)));
      }
    }
  }

  /** By the rules of {@code git check-ref-format}. */
  static void requireBranch(String what, String branch) {
    if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
      throw new GitException(
          Problem.UNWRITABLE,
          "%s '%s' is no name of a branch: Git refuses it"
              .formatted(what, OutsideText.line(OutsideText.excerpt(branch))));
    }
  }

  private static String name(char one) {
    return switch (one) {
      case '\0' -> "a NUL";
      case '\n', '\r' -> "a line end";
      default -> "'" + one + "'";
    };
  }
}
