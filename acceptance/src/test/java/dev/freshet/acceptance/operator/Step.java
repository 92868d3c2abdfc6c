package dev.freshet.acceptance.operator;

import java.util.ArrayList;
import java.util.List;

/** A line of a scenario: a verb and its words; single quotes hold words with spaces together. */
record Step(int number, String text, List<String> words) {

  static Step parse(int number, String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char one = line.charAt(i);
      if (one == '\'') {
        quoted = !quoted;
        begun = true;
      } else if (one == ' ' && !quoted) {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
          begun = false;
        }
      } else {
        word.append(one);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return new Step(number, line, List.copyOf(words));
  }

  String verb() {
    return words.getFirst();
  }

  String word(int index) {
    if (index >= words.size()) {
      throw new IllegalArgumentException("too few words: " + text);
    }
    return words.get(index);
  }

  /** What follows the word of that index. */
  List<String> after(int index) {
    return words.subList(index + 1, words.size());
  }
}
