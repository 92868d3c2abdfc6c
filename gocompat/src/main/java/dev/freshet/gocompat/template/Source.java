package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.value.Utf8;

/** The text of a template, for the place an error names. */
record Source(String name, String text) {
  /** A node is quoted in an error up to this length. */
  private static final int MAX_CONTEXT = 1000;

  /** An error at a node, in Go's words. */
  GoErrorException error(String template, Node node, String problem) {
    int lineStart = text.lastIndexOf('\n', node.at() - 1) + 1;
    long line = 1 + text.substring(0, lineStart).chars().filter(unit -> unit == '\n').count();
    String context = node.toString();
    if (context.length() > MAX_CONTEXT) {
      context = context.substring(0, MAX_CONTEXT) + "...";
    }
    return new GoErrorException(
        Utf8.decode(
            "template: %s:%d:%d: executing %s at <%s>: %s"
                .formatted(
                    name, line, node.at() - lineStart, Quoted.quote(template), context, problem)));
  }
}
