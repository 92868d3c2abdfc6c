package dev.freshet.cli;

import dev.freshet.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the everyday commands once, in one JVM, so that the build can record which classes they load
 * and how (the AOT cache beside the jars). The argument is a file of command lines.
 */
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    PrintStream report = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      report.printf("%d freshet %s%n", Main.execute(line.split(" ")), line);
    }
    System.exit(ExitCode.DONE.code());
  }
}
