package dev.freshet.acceptance.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An answer as text: sections under {@code == title}, each a list of entries. {@code *} marks an
 * entry that has to be there, {@code ?} one that may be, indented lines belong to the entry above,
 * and {@code #} begins a remark.
 */
record AnswerText(Map<String, List<Entry>> sections) {

  /** A state, an event, a row or a commit. */
  record Entry(Need need, String text) {}

  enum Need {
    REQUIRED,
    OPTIONAL
  }

  static AnswerText parse(String text) {
    Map<String, List<Entry>> sections = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("== ")) {
        entries = new ArrayList<>();
        sections.put(line.substring(3), entries);
      } else if (line.startsWith("* ") || line.startsWith("? ")) {
        Need need = line.startsWith("*") ? Need.REQUIRED : Need.OPTIONAL;
        entries.add(new Entry(need, line.substring(2)));
      } else if (line.startsWith("    ")) {
        Entry last = entries.removeLast();
        entries.add(new Entry(last.need(), last.text() + "\n" + line.substring(4)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalArgumentException("not a line of an answer: " + line);
      }
    }
    return new AnswerText(sections);
  }

  String print() {
    StringBuilder text = new StringBuilder();
    sections.forEach((title, entries) -> {
      text.append(text.isEmpty() ? "" : "\n").append("== ").append(title).append('\n');
      for (Entry entry : entries) {
        text.append(entry.need() == Need.REQUIRED ? "* " : "? ")
            .append(entry.text().replace("\n", "\n    "))
            .append('\n');
      }
    });
    return text.toString();
  }

  /** What is wrong with another answer, measured by this one; nothing when it is as expected. */
  List<String> differencesOf(AnswerText got) {
    List<String> differences = new ArrayList<>();
    for (var section : sections.entrySet()) {
      String title = section.getKey();
      List<String> texts =
          got.sections.getOrDefault(title, List.of()).stream().map(Entry::text).toList();
      if (title.startsWith("events")) {
        differences.addAll(differencesInAnyOrder(title, section.getValue(), texts));
      } else {
        differences.addAll(differencesInOrder(title, section.getValue(), texts));
      }
    }
    for (var section : got.sections.entrySet()) {
      if (!sections.containsKey(section.getKey()) && !section.getValue().isEmpty()) {
        differences.add("not expected at all: " + print(section.getKey(), section.getValue()));
      }
    }
    return differences;
  }

  private static List<String> differencesInAnyOrder(
      String title, List<Entry> expected, List<String> got) {
    List<String> differences = new ArrayList<>();
    for (Entry entry : expected) {
      if (entry.need() == Need.REQUIRED && !got.contains(entry.text())) {
        differences.add("%s: missing: %s".formatted(title, entry.text()));
      }
    }
    Set<String> known = Set.copyOf(expected.stream().map(Entry::text).distinct().toList());
    got.stream()
        .filter(text -> !known.contains(text))
        .forEach(text -> differences.add("%s: not expected: %s".formatted(title, text)));
    return differences;
  }

  private static List<String> differencesInOrder(
      String title, List<Entry> expected, List<String> got) {
    List<String> once = Cycles.removedFrom(got);
    int agreed = longestAgreement(expected, once);
    if (agreed < 0) {
      return List.of();
    }
    List<Entry> answer = once.stream().map(text -> new Entry(Need.REQUIRED, text)).toList();
    String first = agreed < once.size() ? once.get(agreed) : "(nothing more)";
    return List.of(
        "%s: as expected up to entry %d, which is:%n%s%nEXPECTED %s%nGOT %s"
            .formatted(title, agreed + 1, first, print(title, expected), print(title, answer)));
  }

  /** How many of the texts the expected entries account for, or -1 for all of both. */
  private static int longestAgreement(List<Entry> expected, List<String> got) {
    boolean[] reached = new boolean[got.size() + 1];
    reached[0] = true;
    int longest = 0;
    for (Entry entry : expected) {
      boolean[] next = new boolean[got.size() + 1];
      for (int i = 0; i <= got.size(); i++) {
        boolean skipped = reached[i] && entry.need() == Need.OPTIONAL;
        boolean taken = i > 0 && reached[i - 1] && Objects.equals(got.get(i - 1), entry.text());
        next[i] = skipped || taken;
        longest = next[i] ? Math.max(longest, i) : longest;
      }
      reached = next;
    }
    return reached[got.size()] ? -1 : longest;
  }

  private static String print(String title, List<Entry> entries) {
    return new AnswerText(Map.of(title, entries)).print();
  }
}
