package dev.freshet.acceptance.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what differs from run to run (ports, times, commits, digests) by words that say what it
 * was, so that two answers compare as text.
 */
final class Normalizer {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final Pattern REST =
      Pattern.compile("\\b(\\d+h)?(\\d+m)?\\d+\\.\\d+(s|ms|µs)|\\b\\d+m\\d+s");
  private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-f]{40}\\b");
  private static final Pattern SHORT_COMMIT = Pattern.compile("(commit ')([0-9a-f]{7})'");
  private static final Pattern TEMPORARY = Pattern.compile("lstat \\S+: ");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private final Map<String, String> texts;
  private final Map<String, String> commits;
  private final Map<String, String> digests;

  /**
   * @param texts what is replaced as it stands
   * @param commits a name for each commit by its id
   * @param digests a name for each image by its digest
   */
  Normalizer(Map<String, String> texts, Map<String, String> commits, Map<String, String> digests) {
    this.texts = texts;
    this.commits = commits;
    this.digests = digests;
  }

  String mask(String text) {
    String masked = text;
    for (var each : texts.entrySet()) {
      masked = masked.replace(each.getKey(), each.getValue());
    }
    masked = TEMPORARY.matcher(masked).replaceAll("lstat PATH: ");
    masked = TIME.matcher(masked).replaceAll("TIME");
    masked = REST.matcher(masked).replaceAll("DURATION");
    masked = DIGEST.matcher(masked).replaceAll(this::digest);
    masked = COMMIT.matcher(masked).replaceAll(found -> literal(commit(found.group())));
    return SHORT_COMMIT
        .matcher(masked)
        .replaceAll(found -> literal(found.group(1) + commit(found.group(2)) + "'"));
  }

  /** The columns of a line of {@code kubectl get}, whatever their width and its age. */
  String maskRow(String line) {
    List<String> columns = new ArrayList<>();
    for (String column : line.strip().split("\\s{2,}", -1)) {
      columns.add(column.matches("(\\d+m)?(\\d+s)?") ? "AGE" : mask(column));
    }
    return String.join(" | ", columns);
  }

  private String digest(java.util.regex.MatchResult found) {
    return literal(digests.getOrDefault(found.group(), "DIGEST"));
  }

  private String commit(String id) {
    return commits.entrySet().stream()
        .filter(each -> each.getKey().startsWith(id))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("COMMIT");
  }

  private static String literal(String text) {
    return Matcher.quoteReplacement(text);
  }
}
