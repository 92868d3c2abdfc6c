package dev.freshet.api.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * One document of a file and the line it starts on. Documents are cut apart before they are parsed,
 * so that one that does not parse leaves its neighbours alone.
 */
public record Document(String text, int firstLine) {

  public static List<Document> split(String content) {
    List<Document> documents = new ArrayList<>();
    int start = content.startsWith("\uFEFF") ? 1 : 0;
    int startLine = 1;
    int line = 1;
    // Directives and comments above a marker belong to the document below it.
    boolean begun = false;
    for (int at = start; at < content.length(); line++) {
      int next = nextLine(content, at);
      if (isMarker(content, at, "---")) {
        if (begun) {
          documents.add(new Document(content.substring(start, at), startLine));
          start = at;
          startLine = line;
        }
        begun = true;
      } else if (isMarker(content, at, "...")) {
        documents.add(new Document(content.substring(start, next), startLine));
        start = next;
        startLine = line + 1;
        begun = false;
      } else {
        begun |= holdsContent(content, at, next);
      }
      at = next;
    }
    documents.add(new Document(content.substring(start), startLine));
    return documents;
  }

  private static int nextLine(String content, int at) {
    for (int i = at; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < content.length() && content.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return content.length();
  }

  private static boolean isMarker(String content, int at, String marker) {
    int end = at + marker.length();
    return content.startsWith(marker, at)
        && (end == content.length() || " \t\r\n".indexOf(content.charAt(end)) >= 0);
  }

  private static boolean holdsContent(String content, int at, int end) {
    int first = at;
    while (first < end && " \t\r\n".indexOf(content.charAt(first)) >= 0) {
      first++;
    }
    return first < end && content.charAt(first) != '#' && content.charAt(at) != '%';
  }
}
