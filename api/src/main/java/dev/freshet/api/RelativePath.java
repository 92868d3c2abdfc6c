package dev.freshet.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths below the root of a tree, with slashes. */
public final class RelativePath {
  private RelativePath() {}

  /** The path without its dots; none for one that leaves the tree. */
  public static Optional<String> resolved(String path) {
    Deque<String> parts = new ArrayDeque<>();
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(from, end);
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
      from = end + 1;
    }
    return Optional.of(String.join("/", parts));
  }
}
