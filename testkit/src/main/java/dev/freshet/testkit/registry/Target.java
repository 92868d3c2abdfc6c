package dev.freshet.testkit.registry;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request asks for. */
sealed interface Target {
  Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
  Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");

  record Ping() implements Target {}

  record Token() implements Target {}

  record Tags(String repository, Optional<Integer> count, Optional<String> last)
      implements Target {}

  record Manifest(String repository, String reference) implements Target {}

  record Unknown() implements Target {}

  static Target of(URI uri) {
    String path = uri.getPath();
    Matcher tags = TAGS.matcher(path);
    if (tags.matches()) {
      Map<String, String> query =
          Replies.parameters(Optional.ofNullable(uri.getRawQuery()).orElse(""));
      return new Tags(
          tags.group(1),
          Optional.ofNullable(query.get("n")).map(Integer::valueOf),
          Optional.ofNullable(query.get("last")));
    }
    Matcher manifest = MANIFEST.matcher(path);
    if (manifest.matches()) {
      return new Manifest(manifest.group(1), manifest.group(2));
    }
    return switch (path) {
      case "/v2/" -> new Ping();
      case "/token" -> new Token();
      default -> new Unknown();
    };
  }
}
