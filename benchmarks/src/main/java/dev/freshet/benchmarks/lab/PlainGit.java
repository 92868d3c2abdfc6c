package dev.freshet.benchmarks.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The same update by {@code git} itself: the least that anybody can do who has no mirror. */
public final class PlainGit {
  private final Remote remote;
  private final Path clone;
  private final List<String> marked;
  private String deployed = "5.0.0";

  public PlainGit(Remote remote, Path clone, List<String> marked) {
    this.remote = remote;
    this.clone = clone;
    this.marked = marked;
  }

  /** Clone, commit, push; the editing between them is not counted. */
  public Duration fromNothing(String tag) throws IOException {
    Duration cloned =
        Command.git("clone", "-q", "--depth", "1", remote.url(), clone.toString()).taken();
    return cloned.plus(commitAndPush(tag));
  }

  /** Fetch, commit, push in the clone there is. */
  public Duration again(String tag) throws IOException {
    Duration fetched = Command.gitIn(clone, "pull", "-q").taken();
    return fetched.plus(commitAndPush(tag));
  }

  private Duration commitAndPush(String tag) throws IOException {
    for (String path : marked) {
      Path file = clone.resolve(path);
      String content = Files.readString(file);
      Files.writeString(file, content.replace(":" + deployed + " #", ":" + tag + " #"));
    }
    deployed = tag;
    return Command.gitIn(clone, "commit", "-q", "-a", "-m", tag)
        .taken()
        .plus(Command.gitIn(clone, "push", "-q").taken());
  }
}
