package dev.freshet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * Runs the everyday commands once, in one JVM, so that the build can record which classes they load
 * and how (the AOT cache beside the jars). The argument is a file of command lines.
 */
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      CommandLine commandLine = FreshetCommand.commandLine();
      commandLine.setOut(new PrintWriter(Writer.nullWriter()));
      commandLine.setErr(new PrintWriter(Writer.nullWriter()));
      int code = commandLine.execute(line.isBlank() ? new String[0] : line.split(" "));
      System.out.printf("%d freshet %s%n", code, line);
    }
    System.exit(ExitCode.DONE.code());
  }
}
