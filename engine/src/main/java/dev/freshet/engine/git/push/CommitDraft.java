package dev.freshet.engine.git.push;

import dev.freshet.core.plan.FileChange;
import java.util.List;

/** What to commit: the changed files, with paths relative to the update path, and the message. */
public record CommitDraft(List<FileChange> files, String message) {
  public CommitDraft {
    files = List.copyOf(files);
  }
}
