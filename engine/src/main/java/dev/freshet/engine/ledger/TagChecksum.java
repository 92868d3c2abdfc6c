package dev.freshet.engine.ledger;

import dev.freshet.core.image.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Adler32;

/**
 * The revision of a tag list as Flux prints it: the decimal Adler-32 of the list's compact JSON, as
 * Go writes JSON. The caller gives the tags that exclusions left, in descending order.
 */
public record TagChecksum(String value) {
  private static final int CHUNK = 8 << 10;

  public static TagChecksum of(List<Tag> tags) {
    var adler = new Adler32();
    var json = new StringBuilder(2 * CHUNK);
    json.append('[');
    for (int i = 0; i < tags.size(); i++) {
      json.append(i == 0 ? "\"" : ",\"");
      appendEscaped(json, tags.get(i).value());
      json.append('"');
      if (json.length() >= CHUNK) {
        update(adler, json);
      }
    }
    update(adler, json.append(']'));
    return new TagChecksum(Long.toString(adler.getValue()));
  }

  /** A piece at a time: the text of a long list is as large as the list. */
  private static void update(Adler32 adler, StringBuilder json) {
    adler.update(json.toString().getBytes(StandardCharsets.UTF_8));
    json.setLength(0);
  }

  /** Go escapes what could end a script element as well. */
  private static void appendEscaped(StringBuilder json, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> json.append("\\u%04x".formatted((int) c));
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
