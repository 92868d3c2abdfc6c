package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoValue;
import java.util.ArrayDeque;
import java.util.Deque;

/** Slash-separated paths; the functions for the operating system's paths are those of Unix. */
final class Paths {
  private Paths() {}

  static void define(FunctionTable table) {
    Strings.text(table, "base osBase", "string", call -> base(call.text(0)));
    Strings.text(table, "dir osDir", "string", call -> directory(call.text(0)));
    Strings.text(table, "clean osClean", "string", call -> clean(call.text(0)));
    Strings.text(table, "ext osExt", "string", call -> extension(call.text(0)));
    table.define("isAbs osIsAbs", "string", c -> GoValue.of(c.text(0).startsWith("/")));
  }

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static String directory(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
  }

  /** The shortest path that means the same. */
  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !(part.equals("..") && rooted)) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
