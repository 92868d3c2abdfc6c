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
 * and how (the AOT caches beside the jars). The argument is a file of command lines.
 */
public final class CacheTraining {
  /** Ends the line of a command that goes on beside the next ones. */
  private static final String BACKGROUND = " &";

  /** Ends the line of a command that has to fail. */
  private static final String REFUSED = " !";

  private static final int MOST_TRIES = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private CacheTraining() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream report = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      report.println(perform(line) + ": freshet " + line);
    }
    System.exit(ExitCode.DONE.code());
  }

  private static String perform(String line) throws InterruptedException {
    if (line.endsWith(BACKGROUND)) {
      String[] command = words(line, BACKGROUND);
      Thread.ofPlatform().daemon().start(() -> Main.execute(command));
      return "started";
    }
    return "ended with "
        + (line.endsWith(REFUSED) ? Main.execute(words(line, REFUSED)) : succeed(words(line, "")));
  }

  private static String[] words(String line, String end) {
    return line.substring(0, line.length() - end.length()).split(" ");
  }

  /** What runs in the background may not have come far enough yet. */
  private static int succeed(String... command) throws InterruptedException {
    int code = Main.execute(command);
    for (int tries = 1; code != ExitCode.DONE.code() && tries < MOST_TRIES; tries++) {
      Thread.sleep(PAUSE);
      code = Main.execute(command);
    }
    return code;
  }
}
