package dev.freshet.api.field;

import dev.freshet.api.condition.Reason;
import dev.freshet.core.OutsideText;
import java.util.Comparator;

/**
 * Why an object, or a document that may hold one, was left out. Prints as one line: {@code
 * path:line: object: message}.
 *
 * @param object kind and key as far as known, else empty
 * @param reason what an object in a cluster says of itself for this
 */
public record ManifestProblem(String path, int line, String object, String message, Reason reason)
    implements Comparable<ManifestProblem> {
  private static final int LONGEST = 1000;
  private static final Comparator<ManifestProblem> ORDER =
      Comparator.comparing(ManifestProblem::path)
          .thenComparingInt(ManifestProblem::line)
          .thenComparing(ManifestProblem::message);

  public ManifestProblem {
    path = oneLine(path);
    object = oneLine(object);
    message = oneLine(message);
  }

  public ManifestProblem(String path, int line, String object, String message) {
    this(path, line, object, message, Reason.INVALID_SPEC);
  }

  @Override
  public int compareTo(ManifestProblem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String where = path + ":" + line + ": ";
    return object.isEmpty() ? where + message : where + object + ": " + message;
  }

  // Messages repeat what a file holds, which may be anything: a terminal must not act on it.
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(c -> {
          if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
            line.append("\\u%04x".formatted(c));
          } else {
            line.appendCodePoint(c);
          }
        });
    return OutsideText.line(text.length() > LONGEST ? line + "..." : line.toString());
  }
}
