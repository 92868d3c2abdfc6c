package dev.freshet.cli;

import dev.freshet.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs the everyday commands once, in one JVM, so that the build can record which classes they load
 * and how (the AOT cache beside the jars). The argument is a file of command lines.
 */
public final class Rehearsal {
  private static final String BACKGROUND = " &";
  private static final int MOST_TRIES = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private int patience;

  private Rehearsal() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    new Rehearsal().perform(Path.of(args[0]));
  }

  private void perform(Path commands) throws IOException, InterruptedException {
    PrintStream report = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    for (String line : Files.readAllLines(commands)) {
      if (line.endsWith(BACKGROUND)) {
        String command = line.substring(0, line.length() - BACKGROUND.length());
        Thread.ofPlatform().daemon().start(() -> Main.execute(command.split(" ")));
        patience = MOST_TRIES;
        report.println("freshet " + line);
      } else {
        report.printf("%d freshet %s%n", execute(line), line);
      }
    }
    System.exit(ExitCode.DONE.code());
  }

  /** After a command in the background the next ones wait until it has come far enough. */
  private int execute(String line) throws InterruptedException {
    int code = Main.execute(line.split(" "));
    for (int tries = 1; code != ExitCode.DONE.code() && tries < patience; tries++) {
      Thread.sleep(PAUSE);
      code = Main.execute(line.split(" "));
    }
    return code;
  }
}
