package dev.freshet.core.image;

import java.util.regex.Pattern;

/** The host, with an optional port, that serves an image. */
record Registry(String name) {
  static final Registry DOCKER_HUB = new Registry("index.docker.io");

  private static final String DOCKER_HUB_ALIAS = "docker.io";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern PRIVATE_ADDRESS =
      Pattern.compile(
          "(10\\.%1$s|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168)\\.%1$s\\.%1$s(:.*)?".formatted(OCTET));
  private static final Pattern LOCALHOST =
      Pattern.compile("localhost:.*|.*\\.localhost(:[0-9]{1,5})?");
  private static final Pattern HOST = Pattern.compile("[^\\[:]*|[^\\[]*:[0-9]*");
  private static final Pattern ADDRESS_IN_BRACKETS =
      Pattern.compile("\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*](:[0-9]*)?");
  private static final String HOST_SIGNS = "!$&'()*+,;=:[]<>\"-_.~";

  /** The registry for what stands before the first slash; Docker Hub has two names. */
  static Registry named(String name) {
    return name.equals(DOCKER_HUB_ALIAS) ? DOCKER_HUB : new Registry(name);
  }

  /** Whether Go's URL parser takes the text for a host and nothing more. */
  static boolean isHost(String text) {
    return text.codePoints().allMatch(Registry::isHostPart)
        && (HOST.matcher(text).matches() || ADDRESS_IN_BRACKETS.matcher(text).matches());
  }

  private static boolean isHostPart(int c) {
    return c >= 0x80 || Character.isLetterOrDigit(c) || HOST_SIGNS.indexOf(c) >= 0;
  }

  /** Hosts that are local to a machine or a site may be asked without TLS. */
  boolean allowsHttp() {
    return LOCALHOST.matcher(name).matches()
        || PRIVATE_ADDRESS.matcher(name).matches()
        || name.contains("127.0.0.1")
        || name.contains("::1");
  }

  @Override
  public String toString() {
    return name;
  }
}
