package dev.freshet.core.image;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import java.util.Optional;

/**
 * The name of an image without tag or digest, by go-containerregistry's weak rules: what stands
 * before the first slash is a registry only if it holds a dot or a colon, else the image is on
 * Docker Hub. Prints as it was written.
 */
public final class ImageName {
  private final String verbatim;
  private final Registry registry;
  private final String repository;

  private ImageName(String verbatim, Registry registry, String repository) {
    this.verbatim = verbatim;
    this.registry = registry;
    this.repository = repository;
  }

  /** Reads a name; a scheme, a tag or a digest in it is refused by the name of what to remove. */
  public static ImageName parse(String text) {
    if (text.length() > Reference.LONGEST) {
      throw new InvalidInputException(
          "image '%s' has more than %d characters"
              .formatted(OutsideText.excerpt(text), Reference.LONGEST));
    }
    int scheme = text.indexOf("://");
    if (scheme >= 0) {
      throw new InvalidInputException(
          "image '%s' should not include URL scheme; remove '%s://'"
              .formatted(text, text.substring(0, scheme)));
    }
    Reference reference =
        Reference.read(text).orElseThrow(() -> unparsable(text, ImageNameProblem.of(text)));
    String path = text.substring(prefixLength(text, reference.registry()));
    int at = path.indexOf('@');
    if (at >= 0) {
      int tag = path.indexOf(':') < at ? path.indexOf(':') : at;
      throw new InvalidInputException(
          "image '%s' should not include a %s; remove '%s'"
              .formatted(text, tag < at ? "tag and a digest" : "digest", path.substring(tag)));
    }
    int colon = path.indexOf(':');
    if (colon >= 0) {
      int next = path.indexOf(':', colon + 1);
      throw new InvalidInputException(
          "image '%s' should not include a tag; remove '%s'"
              .formatted(text, path.substring(colon, next < 0 ? path.length() : next)));
    }
    Optional<String> problem = ImageNameProblem.of(text);
    if (problem.isPresent()) {
      throw unparsable(text, problem);
    }
    return new ImageName(text, reference.registry(), reference.repository());
  }

  private static InvalidInputException unparsable(String text, Optional<String> problem) {
    String why = problem.map(reason -> ": " + reason).orElse("");
    return new InvalidInputException("could not parse reference: " + text + why);
  }

  private static int prefixLength(String text, Registry registry) {
    return text.startsWith(registry.name()) ? registry.name().length() : 0;
  }

  /** The name as it was written, such as {@code alpine}. */
  public String verbatim() {
    return verbatim;
  }

  /** The host with its port, such as {@code index.docker.io}. */
  public String registry() {
    return registry.name();
  }

  /** The path on the registry, such as {@code library/alpine}. */
  public String repository() {
    return repository;
  }

  /** Registry and repository, such as {@code index.docker.io/library/alpine}. */
  public String canonical() {
    return registry.name() + "/" + repository;
  }

  /** Whether the registry may be asked without TLS although the object does not say so. */
  public boolean allowsHttp() {
    return registry.allowsHttp();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageName name && name.verbatim.equals(verbatim);
  }

  @Override
  public int hashCode() {
    return verbatim.hashCode();
  }

  @Override
  public String toString() {
    return verbatim;
  }
}
