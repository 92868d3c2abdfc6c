package dev.freshet.core.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a text is no name of an image that a container runtime takes, by the grammar of references in
 * {@code distribution/reference}. go-containerregistry lets more through, which then fails on every
 * node.
 */
final class ImageNameProblem {
  private static final Pattern PART = Pattern.compile("[a-z0-9]++(?:(?:\\.|_|__|-++)[a-z0-9]++)*+");

  private ImageNameProblem() {}

  /** What is wrong with the path, in words that follow the name; of at most 1,024 characters. */
  static Optional<String> of(String text) {
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (text.endsWith("/")) {
      return Optional.of("it ends in a slash");
    }
    String path = path(text);
    if (path.equals(text) && isHostAlone(text)) {
      return Optional.of("it names a registry and no image");
    }
    if (path.chars().anyMatch(Character::isUpperCase)) {
      return Optional.of("the name of an image has no upper-case letters");
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty()) {
        return Optional.of("it has a slash without a name behind it");
      }
      if (!PART.matcher(part).matches()) {
        return Optional.of(
            "'%s' must be of letters and digits, with single '.', '_', '__' or dashes between them"
                .formatted(part));
      }
    }
    return Optional.empty();
  }

  /** What stands behind the registry, if the text names one. */
  private static String path(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    boolean isRegistry =
        first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    return isRegistry ? text.substring(slash + 1) : text;
  }

  /** Nothing on Docker Hub that has no slash has a dot. */
  private static boolean isHostAlone(String text) {
    return text.indexOf('/') < 0 && (text.equals("localhost") || text.indexOf('.') >= 0);
  }
}
