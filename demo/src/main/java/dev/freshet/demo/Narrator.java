package dev.freshet.demo;

import java.io.PrintStream;

/** Tells the demo to a person: numbered steps, the commands as they are run, what they print. */
final class Narrator {
  private final PrintStream out;
  private int steps;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void step(String title) {
    steps++;
    out.printf("%n%d. %s%n%n", steps, title);
  }

  void say(String sentence) {
    out.println("   " + sentence);
  }

  void command(String line) {
    out.println("   $ " + line);
  }

  void output(String text) {
    text.lines().forEach(line -> out.println(line.isEmpty() ? "" : "   " + line));
  }

  void space() {
    out.println();
  }
}
