package dev.freshet.acceptance;

import java.util.List;

/** How a command ended and what it printed. */
record Outcome(int code, String out, String err) {

  List<String> errorLines() {
    return err.lines().toList();
  }
}
