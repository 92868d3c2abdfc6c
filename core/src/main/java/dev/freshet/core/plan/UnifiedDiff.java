package dev.freshet.core.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prints a file change as git does, with three lines around each change; git can apply it. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Beyond this many comparisons lines are no longer matched one by one. */
  private static final long MAX_COMPARISONS = 4_000_000;

  private UnifiedDiff() {}

  /** The diff of one file, from its {@code diff --git} line to the last hunk. */
  public static String of(FileChange change) {
    List<String> before = lines(change.before());
    List<String> after = lines(change.after());
    List<Run> runs = runs(before, after);
    StringBuilder text = new StringBuilder();
    String old = name("a/" + change.path());
    String edited = name("b/" + change.path());
    text.append("diff --git ").append(old).append(' ').append(edited).append('\n');
    text.append("--- ").append(old).append(nameEnd(old));
    text.append("+++ ").append(edited).append(nameEnd(edited));
    int first = 0;
    while (first < runs.size()) {
      int last = first;
      while (last + 1 < runs.size()
          && runs.get(last + 1).oldStart() - runs.get(last).oldEnd() <= 2 * CONTEXT) {
        last++;
      }
      hunk(text, before, after, runs.subList(first, last + 1));
      first = last + 1;
    }
    return text.toString();
  }

  /** Lines {@code oldStart..oldEnd} of the old file became {@code newStart..newEnd}. */
  private record Run(int oldStart, int oldEnd, int newStart, int newEnd) {}

  /** Lines with their line breaks, so that a missing last one shows. */
  private static List<String> lines(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private static List<Run> runs(List<String> before, List<String> after) {
    int prefix = 0;
    int shorter = Math.min(before.size(), after.size());
    while (prefix < shorter && before.get(prefix).equals(after.get(prefix))) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < shorter - prefix
        && before.get(before.size() - 1 - suffix).equals(after.get(after.size() - 1 - suffix))) {
      suffix++;
    }
    List<String> old = before.subList(prefix, before.size() - suffix);
    List<String> edited = after.subList(prefix, after.size() - suffix);
    // Splices nearly always keep the number of lines, so lines pair up without a search.
    return old.size() == edited.size()
        ? merged(paired(old, edited), prefix, old.size(), edited.size())
        : merged(longestCommon(old, edited), prefix, old.size(), edited.size());
  }

  /** For each old line the new line it equals, or -1. */
  private static int[] paired(List<String> old, List<String> edited) {
    int[] partner = new int[old.size()];
    for (int i = 0; i < partner.length; i++) {
      partner[i] = old.get(i).equals(edited.get(i)) ? i : -1;
    }
    return partner;
  }

  private static int[] longestCommon(List<String> old, List<String> edited) {
    int[] partner = new int[old.size()];
    Arrays.fill(partner, -1);
    if ((long) old.size() * edited.size() > MAX_COMPARISONS) {
      return partner;
    }
    int[][] common = new int[old.size() + 1][edited.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = edited.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(edited.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < old.size() && j < edited.size()) {
      if (old.get(i).equals(edited.get(j))) {
        partner[i++] = j++;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return partner;
  }

  private static List<Run> merged(int[] partner, int offset, int oldSize, int newSize) {
    List<Run> runs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < oldSize || j < newSize) {
      int oldStart = i;
      while (i < oldSize && partner[i] < 0) {
        i++;
      }
      int newEnd = i < oldSize ? partner[i] : newSize;
      if (i > oldStart || newEnd > j) {
        runs.add(new Run(offset + oldStart, offset + i, offset + j, offset + newEnd));
      }
      j = newEnd;
      if (i < oldSize) {
        i++;
        j++;
      }
    }
    return runs;
  }

  private static void hunk(
      StringBuilder text, List<String> before, List<String> after, List<Run> runs) {
    int lead = Math.min(CONTEXT, runs.getFirst().oldStart());
    int oldStart = runs.getFirst().oldStart() - lead;
    int newStart = runs.getFirst().newStart() - lead;
    int tail = Math.min(CONTEXT, before.size() - runs.getLast().oldEnd());
    text.append("@@ -").append(range(oldStart, runs.getLast().oldEnd() + tail));
    text.append(" +").append(range(newStart, runs.getLast().newEnd() + tail)).append(" @@\n");
    int at = oldStart;
    for (Run run : runs) {
      before.subList(at, run.oldStart()).forEach(line -> line(text, ' ', line));
      before.subList(run.oldStart(), run.oldEnd()).forEach(line -> line(text, '-', line));
      after.subList(run.newStart(), run.newEnd()).forEach(line -> line(text, '+', line));
      at = run.oldEnd();
    }
    before.subList(at, at + tail).forEach(line -> line(text, ' ', line));
  }

  private static String range(int start, int end) {
    int count = end - start;
    int from = count == 0 ? start : start + 1;
    return count == 1 ? String.valueOf(from) : from + "," + count;
  }

  private static void line(StringBuilder text, char sign, String line) {
    text.append(sign).append(line);
    if (!line.endsWith("\n")) {
      text.append("\n\\ No newline at end of file\n");
    }
  }

  /** A name with control characters, quotes or backslashes is quoted as in C. */
  private static String name(String path) {
    if (path.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == 0x7F)) {
      return path;
    }
    StringBuilder quoted = new StringBuilder("\"");
    path.chars()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> quoted.append('\\').append((char) c);
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            default ->
                quoted.append(
                    c < ' ' || c == 0x7F ? String.format("\\%03o", c) : String.valueOf((char) c));
          }
        });
    return quoted.append('"').toString();
  }

  /** git ends a name that holds a space with a tab, or the space would end it. */
  private static String nameEnd(String name) {
    return name.indexOf(' ') >= 0 && name.charAt(0) != '"' ? "\t\n" : "\n";
  }
}
