package dev.freshet.engine.secret;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.ImageName;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.glob.Glob;
import dev.freshet.gocompat.url.Url;
import dev.freshet.gocompat.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key of Docker's configuration: a host whose labels may hold globs, perhaps a port, perhaps the
 * beginning of a path. It is read as go-containerregistry does: as an address, and then what is
 * left of it as one more. Keys are others' input, so they are bounded and compared in linear time.
 *
 * @param key host, port and path, in byte form; of keys that cover an image the greatest counts
 * @param place what it covers; nothing when what is left is no address
 */
record RegistryPattern(String key, Optional<Place> place) {

  /** A host by its labels, with port and path. */
  record Place(List<String> labels, String port, String path) {
    static Place of(ImageName image) {
      return of(Url.parse("https://" + Utf8.encode(image.registry() + "/" + image.repository())));
    }

    private static Place of(Url url) {
      String host = url.host();
      int colon = host.lastIndexOf(':');
      int close = host.indexOf(']');
      boolean bracketed = host.startsWith("[") && close + 1 == colon;
      boolean plain = close < 0 && colon >= 0 && host.indexOf(':') == colon;
      if (!bracketed && !plain) {
        return new Place(RegistryPattern.labels(host), "", url.path());
      }
      String name = bracketed ? host.substring(1, close) : host.substring(0, colon);
      return new Place(RegistryPattern.labels(name), host.substring(colon + 1), url.path());
    }
  }

  /** No host and path of an image are longer. */
  private static final int MOST_CHARACTERS = 1_024;

  private static final String GLOB_SIGNS = "*?[\\";

  static RegistryPattern parse(String given) {
    if (given.length() > MOST_CHARACTERS) {
      throw new InvalidInputException(
          "docker config: a key has more than " + MOST_CHARACTERS + " characters");
    }
    boolean whole = given.startsWith("https://") || given.startsWith("http://");
    String address = Utf8.encode(whole ? given : "https://" + given);
    try {
      Url url = Url.parse(address);
      String key = url.host() + meaningful(url.path());
      return new RegistryPattern(key, place(key));
    } catch (GoErrorException _) {
      // Go's message quotes the key, in which a password may stand before the host.
      throw new InvalidInputException("docker config: a key is no address of a registry");
    }
  }

  private static Optional<Place> place(String key) {
    try {
      return Optional.of(Place.of(Url.parse("https://" + key)));
    } catch (GoErrorException _) {
      return Optional.empty(); // unescaped it can be none any more, and then covers nothing
    }
  }

  /** Keys are often the address of an API version, which is no part of any image's path. */
  private static String meaningful(String path) {
    String rest = path.startsWith("/v1/") || path.startsWith("/v2/") ? path.substring(3) : path;
    return rest.equals("/") ? "" : rest;
  }

  boolean covers(Place target) {
    return place.isPresent()
        && place.get().port.equals(target.port)
        && target.path.startsWith(place.get().path)
        && hostCovers(place.get().labels, target.labels);
  }

  private static boolean hostCovers(List<String> globs, List<String> labels) {
    if (globs.size() != labels.size()) {
      return false;
    }
    for (int i = 0; i < globs.size(); i++) {
      if (!globCovers(globs.get(i), labels.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean globCovers(String glob, String label) {
    boolean plain = glob.chars().noneMatch(unit -> GLOB_SIGNS.indexOf(unit) >= 0);
    return plain ? glob.equals(label) : Glob.of(Utf8.decode(glob)).matches(Utf8.decode(label));
  }

  private static List<String> labels(String host) {
    List<String> labels = new ArrayList<>();
    int start = 0;
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', start)) {
      labels.add(host.substring(start, dot));
      start = dot + 1;
    }
    labels.add(host.substring(start));
    return labels;
  }

  @Override
  public String toString() {
    return Utf8.decode(key);
  }
}
