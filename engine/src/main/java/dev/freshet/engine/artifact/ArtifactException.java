package dev.freshet.engine.artifact;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.file.DiskProblem;
import java.io.IOException;

/** An artifact could not be made, kept or let go. The message never names the storage's place. */
public final class ArtifactException extends AutomationException {
  /** What was being done. */
  public enum Step {
    TAKE_SPARSE,
    TAKE,
    INCLUDE,
    READ_IGNORE_RULES,
    MAKE_FOLDER,
    ARCHIVE,
    REMOVE_DAMAGED,
    COLLECT_GARBAGE,
    COLLECT_DELETED,
    MEASURE,
    CLOSE_INCLUDED
  }

  private final Step step;

  public ArtifactException(Step step, String problem) {
    super(problem, null);
    this.step = step;
  }

  ArtifactException(Step step, IOException cause) {
    this(step, "", cause);
  }

  /**
   * @param object what the step was made for, before its problem
   */
  ArtifactException(Step step, String object, IOException cause) {
    super(object + DiskProblem.of(cause), cause);
    this.step = step;
  }

  public Step step() {
    return step;
  }
}
