package dev.freshet.cli.terminal;

import dev.freshet.engine.work.OutOfMemory;
import picocli.CommandLine.ParameterException;

/** What the shell is told; {@code docs/cli.md} lists the same codes. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  /** Wrong usage of a command of Freshet's own; a command that {@code flux} has fails with 1. */
  USAGE(2),
  /** {@code preview --exit-code} found something to change. */
  CHANGES_PENDING(3),
  /** The memory ran out; whoever notices that first ends the process with this. */
  OUT_OF_MEMORY(OutOfMemory.EXIT_CODE);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The code a failed command ends with. */
  public static int of(Throwable failure) {
    return failure instanceof ParameterException usage
        ? usage.getCommandLine().getCommandSpec().exitCodeOnInvalidInput()
        : FAILED.code;
  }
}
