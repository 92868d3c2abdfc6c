package dev.freshet.testkit.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One page of a tag list, and where the next one starts. */
record TagsPage(String repository, List<String> tags, int size, Optional<String> last) {

  static TagsPage of(Target.Tags target, ServedRepository repository, int size) {
    List<String> all = repository.listing();
    int from = start(target, repository);
    int to = Math.min(from + size, all.size());
    Optional<String> last = to < all.size() ? Optional.of(all.get(to - 1)) : Optional.empty();
    return new TagsPage(target.repository(), all.subList(from, to), size, last);
  }

  static int start(Target.Tags target, ServedRepository repository) {
    return target.last().map(repository::after).orElse(0);
  }

  TagsPage named(String other) {
    return new TagsPage(other, tags, size, last);
  }

  Optional<String> link(LinkForm form, String scheme, String address, int port) {
    if (form == LinkForm.NONE) {
      return Optional.empty();
    }
    String origin =
        switch (form) {
          case RELATIVE, NONE -> "";
          case ABSOLUTE -> scheme + "://" + address + ":" + port;
          case PORT_DROPPED -> scheme + "://" + address;
        };
    return last.map(tag ->
        "<%s/v2/%s/tags/list?n=%d&last=%s>; rel=\"next\""
            .formatted(origin, repository, size, URLEncoder.encode(tag, StandardCharsets.UTF_8)));
  }

  byte[] json() {
    var text = new StringBuilder(64 + 24 * tags.size());
    text.append("{\"name\":\"").append(repository).append("\",\"tags\":[");
    for (int i = 0; i < tags.size(); i++) {
      text.append(i == 0 ? "\"" : ",\"").append(tags.get(i)).append('"');
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
