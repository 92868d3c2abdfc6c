package dev.freshet.core.image;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import java.util.Optional;

/**
 * What a policy resolved to: the image name as the ImageRepository spells it, a tag, and a digest
 * when the policy reflects digests. Prints as {@code name:tag[@digest]}.
 *
 * <p>A tag is whatever the registry listed, so a reference may be one that no container runtime
 * takes: {@link #requireValid()} is asked before it is written.
 */
public record ImageRef(String name, Tag tag, Optional<Digest> digest) {

  /** Refuses a reference that is not well-formed, by go-containerregistry's rules. */
  public void requireValid() {
    if (!Reference.isTag(tag.value()) || Reference.read(toString()).isEmpty()) {
      throw invalid();
    }
  }

  /** The host with its port; {@code index.docker.io} when the name has none. */
  public String registry() {
    return reference().registry().name();
  }

  /** The path on the registry, such as {@code library/alpine}. */
  public String repository() {
    return reference().repository();
  }

  /** The digest if there is one, else the tag. */
  public String identifier() {
    return digest.map(Digest::value).orElse(tag.value());
  }

  /** The whole reference by which it is pulled: the tag is left out when there is a digest. */
  public String qualifiedName() {
    String separator = digest.isPresent() ? "@" : ":";
    return registry() + "/" + repository() + separator + identifier();
  }

  private Reference reference() {
    return Reference.read(toString()).orElseThrow(this::invalid);
  }

  private InvalidInputException invalid() {
    return new InvalidInputException(
        "could not parse reference: " + OutsideText.excerpt(toString()));
  }

  @Override
  public String toString() {
    return name + ":" + tag + digest.map(value -> "@" + value).orElse("");
  }
}
