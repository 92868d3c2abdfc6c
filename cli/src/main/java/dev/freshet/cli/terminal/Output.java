package dev.freshet.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.OutsideText;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints: results to stdout, everything else to stderr. Whatever registries, Git
 * servers and files have put into it, nothing of it steers a terminal; text keeps its lines.
 */
public final class Output {
  private static final String CRLF = "\r\n";

  private final CommandSpec spec;

  private Output(CommandSpec spec) {
    this.spec = spec;
  }

  public static Output of(CommandSpec spec) {
    return new Output(spec);
  }

  /** Prints a result as it is, without a line end of its own; those of a file in a diff stay. */
  public void print(String text) {
    var shown = new StringBuilder(text.length());
    int from = 0;
    for (int end = text.indexOf(CRLF); end >= 0; end = text.indexOf(CRLF, from)) {
      shown.append(OutsideText.lines(text.substring(from, end))).append(CRLF);
      from = end + CRLF.length();
    }
    write(out(), shown.append(OutsideText.lines(text.substring(from))).toString());
  }

  public void printLine(String line) {
    print(line + System.lineSeparator());
  }

  /** Prints JSON on one line. */
  public void print(JsonNode json) {
    write(out(), OutsideText.json(json.toString()) + System.lineSeparator());
  }

  /** Prints JSON for people. */
  public void printPretty(JsonNode json) {
    write(out(), OutsideText.json(json.toPrettyString()) + System.lineSeparator());
  }

  /** Says on stderr what happens. */
  public void say(String line) {
    write(spec.commandLine().getErr(), OutsideText.lines(line) + System.lineSeparator());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static synchronized void write(PrintWriter writer, String text) {
    writer.print(text);
    writer.flush();
  }
}
