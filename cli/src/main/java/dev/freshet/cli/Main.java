package dev.freshet.cli;

/** The entry point of {@code bin/freshet}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return FreshetCommand.commandLine().execute(args);
  }
}
