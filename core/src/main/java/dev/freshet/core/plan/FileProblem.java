package dev.freshet.core.plan;

/**
 * Something in one file that a person should look at; it never stops the other files.
 *
 * @param line from 1
 */
public record FileProblem(String path, int line, String message, Severity severity) {

  /** With an error a marker was not served; a warning is probably a typing mistake. */
  public enum Severity {
    ERROR,
    WARNING
  }

  @Override
  public String toString() {
    return path + ":" + line + ": " + message;
  }
}
