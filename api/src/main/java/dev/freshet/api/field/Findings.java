package dev.freshet.api.field;

import dev.freshet.api.condition.Reason;
import java.util.ArrayList;
import java.util.List;

/** The problems of one object, while it is read. */
public final class Findings {
  /** Whether messages may repeat a word of the file that is no known name. */
  public enum Discretion {
    OPEN,
    /** In a Secret such a word may be a piece of a value that lost its indentation. */
    DISCREET
  }

  /** Whether an object has been judged before. */
  public enum Admission {
    /** What an API server would refuse is a finding. */
    AHEAD,
    /**
     * An API server has let it pass, under a schema that may be older, with fewer rules, or newer,
     * with more fields: a finding is what keeps it from being run.
     */
    PASSED
  }

  private static final int MOST = 100;

  private final String path;
  private final String object;
  private final Discretion discretion;
  private final Admission admission;
  private final List<ManifestProblem> problems = new ArrayList<>();
  private boolean full;
  private final List<Runnable> lastChecks = new ArrayList<>();

  public Findings(String path, String object, Discretion discretion, Admission admission) {
    this.path = path;
    this.object = object;
    this.discretion = discretion;
    this.admission = admission;
  }

  /** Takes the findings about a stand-in, which nobody wants to hear. */
  public static Findings none() {
    return new Findings("", "", Discretion.OPEN, Admission.PASSED);
  }

  public void add(int line, String message) {
    add(line, Reason.INVALID_SPEC, message);
  }

  public void add(int line, Reason reason, String message) {
    if (!isFull()) {
      problems.add(new ManifestProblem(path, line, object, message, reason));
    } else if (!full) {
      full = true;
      problems.add(new ManifestProblem(path, line, object, "and more problems of the kind"));
    }
  }

  /** Whether there are more than anybody reads. */
  public boolean isFull() {
    return problems.size() >= MOST;
  }

  public Admission admission() {
    return admission;
  }

  public void addUnknown(int line, String field, String suggestion) {
    String named =
        discretion == Discretion.OPEN || !suggestion.isEmpty()
            ? "unknown field \"" + field + "\""
            : "unknown field";
    add(line, named + suggestion);
  }

  /** What has to be looked at when all of the object has been read. */
  public void checkLast(Runnable check) {
    lastChecks.add(check);
  }

  /** All problems, with the fields that nobody asked for; to be called when reading is over. */
  public List<ManifestProblem> finish() {
    if (admission == Admission.AHEAD) {
      lastChecks.forEach(Runnable::run);
    }
    lastChecks.clear();
    return problems;
  }
}
