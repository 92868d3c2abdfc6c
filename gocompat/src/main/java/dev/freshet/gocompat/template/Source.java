package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.value.Utf8;

/** The text of a template, for the place an error names. */
record Source(String name, String text) {
  /** What an error quotes is cut after so many bytes. */
  private static final int LONGEST = 2000;

  /** An error at a node, in Go's words. */
  GoErrorException error(String template, Node node, String problem) {
    int lineStart = text.lastIndexOf('\n', node.at() - 1) + 1;
    long line = 1 + text.substring(0, lineStart).chars().filter(unit -> unit == '\n').count();
    String context = shortened(node.toString());
    return new GoErrorException(
        Utf8.decode(
            "template: %s:%d:%d: executing %s at <%s>: %s"
                .formatted(
                    name,
                    line,
                    node.at() - lineStart,
                    Quoted.quote(template),
                    context,
                    shortened(problem))));
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
