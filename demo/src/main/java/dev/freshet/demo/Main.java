package dev.freshet.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** The entry point of {@code make demo}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    FreshetProcess.QUIET.forEach(System::setProperty);
    System.exit(show(System.out, System.err));
  }

  /**
   * Runs the demo; 0 when everything in it happened, else 1 after one line that says what did not.
   */
  private static int show(PrintStream out, PrintStream err) {
    try (Scratch scratch = Scratch.create();
        Demo demo = new Demo(scratch, new Narrator(out))) {
      demo.show();
      return 0;
    } catch (DemoException failure) {
      err.println("✗ demo failed: " + failure.getMessage());
      return 1;
    } catch (IOException | UncheckedIOException failure) {
      // Above all a git that is not installed: the message names the program.
      err.println("✗ demo failed: " + failure.getMessage());
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      err.println("✗ demo interrupted");
      return 1;
    }
  }
}
