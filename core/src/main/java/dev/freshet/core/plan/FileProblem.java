package dev.freshet.core.plan;

/**
 * Something in one file that a person should look at; it never stops the other files.
 *
 * @param line from 1
 */
public record FileProblem(String path, int line, String message, Severity severity) {

  /** An error left a marker unserved that should have been; a warning is likely a typing slip. */
  public enum Severity {
    ERROR,
    WARNING
  }

  @Override
  public String toString() {
    return path + ":" + line + ": " + message;
  }
}
