package dev.freshet.engine.git.push;

import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.ref.CheckoutRef;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The second push an automation may ask for: which of its commits goes to which reference. */
record Refspec(String source, String destination) {
  private static final String HEADS = "refs/heads/";

  static Refspec parse(String text) throws IOException {
    int colon = text.indexOf(':');
    boolean single = colon > 0 && text.indexOf(':', colon + 1) < 0;
    if (!single || colon == text.length() - 1 || text.startsWith("+")) {
      throw new IOException("malformed refspec '%s'".formatted(text));
    }
    if (stars(text.substring(0, colon)) != stars(text.substring(colon + 1))
        || stars(text.substring(0, colon)) > 1) {
      throw new IOException("malformed refspec '%s': mismatched wildcards".formatted(text));
    }
    Refspec refspec = new Refspec(text.substring(0, colon), text.substring(colon + 1));
    if (!isName(refspec.destination().replace('*', 'x'))) {
      throw new IOException(
          "malformed refspec '%s': Git refuses the name of its destination".formatted(text));
    }
    return refspec;
  }

  /** By the rules of {@code git check-ref-format}, of a whole name or of a branch's. */
  private static boolean isName(String reference) {
    return Repository.isValidRefName(
        reference.startsWith(Constants.R_REFS) ? reference : HEADS + reference);
  }

  private static long stars(String side) {
    return side.chars().filter(letter -> letter == '*').count();
  }

  /** The reference that the push branch goes to, or that another source goes to by its name. */
  Optional<String> target(String pushBranch) {
    int star = source.indexOf('*');
    if (star < 0) {
      return Optional.of(destination);
    }
    String branch = HEADS + pushBranch;
    String before = source.substring(0, star);
    String after = source.substring(star + 1);
    if (!branch.startsWith(before)
        || !branch.endsWith(after)
        || branch.length() < before.length() + after.length()) {
      return Optional.empty();
    }
    String matched = branch.substring(before.length(), branch.length() - after.length());
    return Optional.of(destination.replace("*", matched));
  }

  /** The commit the source names; none when the run knows nothing by that name. */
  Optional<ObjectId> commit(UpdateRequest request, Checkout base, ObjectId pushed) {
    String branch = request.pushBranch();
    boolean isPushBranch =
        source.contains("*")
            || source.equals("HEAD")
            || source.equals(branch)
            || source.equals(HEADS + branch);
    if (isPushBranch) {
      return Optional.of(pushed);
    }
    boolean isBase =
        request.checkout() instanceof CheckoutRef.Branch(String name)
            && (source.equals(name) || source.equals(HEADS + name));
    if (isBase) {
      return Optional.of(base.commit());
    }
    return source.equals(pushed.name()) ? Optional.of(pushed) : Optional.empty();
  }
}
