package dev.freshet.core.image;

import dev.freshet.core.InvalidInputException;

/** Stand-in until the real one is merged. */
public record ImageName(String verbatim, String registry, String repository) {
  public static ImageName parse(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    if (text.isEmpty()) {
      throw new InvalidInputException("could not parse reference: " + text);
    }
    if (first.contains(".") || first.contains(":")) {
      return new ImageName(
          text, first.equals("docker.io") ? "index.docker.io" : first, text.substring(slash + 1));
    }
    return new ImageName(text, "index.docker.io", slash < 0 ? "library/" + text : text);
  }

  public String canonical() {
    return registry + "/" + repository;
  }

  public boolean allowsHttp() {
    return registry.startsWith("localhost:")
        || registry.contains("127.0.0.1")
        || registry.contains("::1")
        || registry.startsWith("10.")
        || registry.startsWith("192.168.");
  }

  @Override
  public String toString() {
    return verbatim;
  }
}
