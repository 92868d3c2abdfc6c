package dev.freshet.web.artifact;

import dev.freshet.core.OutsideText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A folder as a web page: a link per line, relative to the page. */
final class Listing {
  private Listing() {}

  static String of(List<String> names) {
    return names.stream()
        .map(name -> "<a href=\"%s\">%s</a>\n".formatted(link(name), escaped(name)))
        .collect(Collectors.joining("", "<!DOCTYPE html>\n<pre>\n", "</pre>\n"));
  }

  /** One name as a segment of a URL; the slash of a folder stays. */
  static String link(String name) {
    boolean folder = name.endsWith("/");
    String segment = folder ? name.substring(0, name.length() - 1) : name;
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20")
        + (folder ? "/" : "");
  }

  private static String escaped(String name) {
    return OutsideText.line(name)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
