package dev.freshet.core.image;

import java.util.Optional;
import java.util.regex.Pattern;

/** A reference as it may be written: a name, then a tag, a digest, both or none. */
record Reference(Registry registry, String repository) {
  private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9_\\-./]{2,255}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_\\-.]{1,128}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  /** A host, a path of 255, a tag and a digest fit; what is longer is nobody's image. */
  static final int LONGEST = 1_024;

  static Optional<Reference> read(String text) {
    return text.length() > LONGEST ? Optional.empty() : readBounded(text);
  }

  private static Optional<Reference> readBounded(String text) {
    return withoutDigest(text).or(() -> withDigest(text));
  }

  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }

  private static Optional<Reference> withDigest(String text) {
    int at = text.indexOf('@');
    return at >= 0 && DIGEST.matcher(text.substring(at + 1)).matches()
        ? withoutDigest(text.substring(0, at))
        : Optional.empty();
  }

  /** The last colon starts a tag, unless a slash follows: then it starts a registry's port. */
  private static Optional<Reference> withoutDigest(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.indexOf('/', colon) >= 0) {
      return name(text);
    }
    return isTag(text.substring(colon + 1)) ? name(text.substring(0, colon)) : Optional.empty();
  }

  private static Optional<Reference> name(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    if (first.indexOf('.') < 0 && first.indexOf(':') < 0) {
      return in(Registry.DOCKER_HUB, text);
    }
    return Registry.isHost(first)
        ? in(Registry.named(first), text.substring(slash + 1))
        : Optional.empty();
  }

  private static Optional<Reference> in(Registry registry, String path) {
    if (!REPOSITORY.matcher(path).matches()) {
      return Optional.empty();
    }
    boolean official = registry.equals(Registry.DOCKER_HUB) && path.indexOf('/') < 0;
    return Optional.of(new Reference(registry, official ? "library/" + path : path));
  }
}
