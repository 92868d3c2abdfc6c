package dev.freshet.engine.secret;

import dev.freshet.core.image.ImageName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A key of Docker's configuration: a host whose labels may hold globs, perhaps a port, perhaps the
 * beginning of a path.
 */
record RegistryPattern(String host, String port, String path) {
  private static final Set<String> HUB_ALIASES = Set.of("docker.io", "registry-1.docker.io");
  private static final String HUB = "index.docker.io";

  static RegistryPattern parse(String key) {
    String rest = key.strip().replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "");
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

  /** Keys are often the address of an API version, which is no part of any image's path. */
  private static String meaningful(String path) {
    String rest = path.replaceFirst("^/v[12](?=/|$)", "");
    return rest.equals("/") ? "" : rest;
  }

  boolean covers(ImageName image) {
    RegistryPattern target = parse(image.registry());
    return port.equals(target.port)
        && hostCovers(target.host)
        && ("/" + image.repository()).startsWith(path);
  }

  /** Orders patterns; the specific ones are greater, as they are longer. */
  String sortKey() {
    return host + (port.isEmpty() ? "" : ":" + port) + path;
  }

  private boolean hostCovers(String targetHost) {
    String[] globs = host.split("\\.", -1);
    String[] labels = targetHost.split("\\.", -1);
    if (globs.length != labels.length) {
      return false;
    }
    for (int i = 0; i < globs.length; i++) {
      if (!globCovers(globs[i], labels[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean globCovers(String glob, String label) {
    if (glob.equals(label)) {
      return true;
    }
    try {
      return Pattern.matches(regex(glob), label);
    } catch (PatternSyntaxException _) {
      return false; // an unfinished character class matches nothing
    }
  }

  private static String regex(String glob) {
    var regex = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (inClass) {
        inClass = c != ']';
        regex.append("[&".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
      } else if (c == '[') {
        inClass = true;
        regex.append(c);
      } else if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
