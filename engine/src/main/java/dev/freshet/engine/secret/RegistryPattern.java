package dev.freshet.engine.secret;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.ImageName;
import dev.freshet.gocompat.glob.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A key of Docker's configuration: a host whose labels may hold globs, perhaps a port, perhaps the
 * beginning of a path. Keys are others' input, so they are bounded and compared in linear time.
 */
record RegistryPattern(String host, String port, String path) {
  private static final Set<String> HUB_ALIASES = Set.of("docker.io", "registry-1.docker.io");
  private static final String HUB = "index.docker.io";

  /** No host and path of an image are longer. */
  private static final int MOST_CHARACTERS = 1_024;

  private static final String GLOB_SIGNS = "*?[\\";

  static RegistryPattern parse(String key) {
    if (key.length() > MOST_CHARACTERS) {
      throw new InvalidInputException(
          "docker config: a key has more than " + MOST_CHARACTERS + " characters");
    }
    String rest = withoutScheme(key.strip());
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    int colon = authority.indexOf(':', authority.indexOf(']') + 1);
    String host = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
    return new RegistryPattern(
        HUB_ALIASES.contains(host) ? HUB : host,
        colon < 0 ? "" : authority.substring(colon + 1),
        meaningful(path));
  }

  private static String withoutScheme(String key) {
    int end = key.indexOf("://");
    return end > 0 && isScheme(key.substring(0, end)) ? key.substring(end + 3) : key;
  }

  private static boolean isScheme(String text) {
    return Character.isLetter(text.charAt(0))
        && text.chars()
            .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "+.-".indexOf(c) >= 0));
  }

  /** Keys are often the address of an API version, which is no part of any image's path. */
  private static String meaningful(String path) {
    boolean version = path.startsWith("/v1") || path.startsWith("/v2");
    String rest =
        version && (path.length() == 3 || path.charAt(3) == '/') ? path.substring(3) : path;
    return rest.equals("/") ? "" : rest;
  }

  /** An image, as something a key may cover. */
  record Target(List<String> labels, String port, String path) {
    static Target of(ImageName image) {
      RegistryPattern registry = parse(image.registry());
      return new Target(
          RegistryPattern.labels(registry.host), registry.port, "/" + image.repository());
    }
  }

  boolean covers(Target target) {
    return port.equals(target.port) && target.path.startsWith(path) && hostCovers(target.labels);
  }

  /** Orders patterns; the specific ones are greater, as they are longer. */
  String sortKey() {
    return host + (port.isEmpty() ? "" : ":" + port) + path;
  }

  private boolean hostCovers(List<String> labels) {
    List<String> globs = labels(host);
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
    return glob.equals(label)
        || (glob.chars().anyMatch(c -> GLOB_SIGNS.indexOf(c) >= 0) && Glob.of(glob).matches(label));
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
}
