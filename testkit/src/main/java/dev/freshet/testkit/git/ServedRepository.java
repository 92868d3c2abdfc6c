package dev.freshet.testkit.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One bare repository of a {@link GitHttpServer}, written and read back with {@code git}. */
public final class ServedRepository {
  private final Path directory;
  private final String url;

  ServedRepository(Path directory, String url) {
    this.directory = directory;
    this.url = url;
  }

  public String url() {
    return url;
  }

  public Path directory() {
    return directory;
  }

  /** What a file is in a tree: its mode as Git writes it and its content. */
  public record Entry(String mode, String content) {
    public static Entry file(String content) {
      return new Entry("100644", content);
    }

    public static Entry executable(String content) {
      return new Entry("100755", content);
    }

    public static Entry link(String target) {
      return new Entry("120000", target);
    }
  }

  /** Commits the files on top of the branch, which is created when absent; returns the commit. */
  public String commit(String branch, Map<String, String> files) {
    Map<String, Entry> entries = new TreeMap<>();
    files.forEach((path, content) -> entries.put(path, Entry.file(content)));
    return commitEntries(branch, entries);
  }

  public String commitEntries(String branch, Map<String, Entry> entries) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    print(stream, "commit refs/heads/" + branch + "\n");
    print(stream, "committer Someone Else <someone@example.com> 1700000000 +0000\n");
    print(stream, "data 11\nOther work\n\n");
    if (branches().contains(branch)) {
      print(stream, "from refs/heads/" + branch + "^0\n");
    }
    entries.forEach((path, entry) -> {
      print(stream, "M " + entry.mode() + " inline " + path + "\n");
      byte[] content = entry.content().getBytes(StandardCharsets.UTF_8);
      print(stream, "data " + content.length + "\n");
      stream.writeBytes(content);
      print(stream, "\n");
    });
    print(stream, "done\n");
    GitCommand.run(directory, stream.toByteArray(), List.of("fast-import", "--quiet", "--done"));
    return head(branch);
  }

  public String head(String branch) {
    return git("rev-parse", "refs/heads/" + branch).strip();
  }

  public List<String> branches() {
    return git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").lines().toList();
  }

  public void createBranch(String branch, String from) {
    git("branch", branch, from);
  }

  public void deleteBranch(String branch) {
    git("update-ref", "-d", "refs/heads/" + branch);
  }

  public void tag(String name, String commit) {
    git("tag", name, commit);
  }

  public void annotatedTag(String name, String commit) {
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "tag", "-m", name, name, commit);
  }

  public String file(String branch, String path) {
    return git("show", branch + ":" + path);
  }

  /** The mode of a path as {@code git ls-tree} prints it, for example {@code 100755}. */
  public String mode(String branch, String path) {
    return git("ls-tree", branch, "--", path).substring(0, 6);
  }

  /** The commits of a branch from the newest back, printed by {@code git log --format}. */
  public List<String> log(String branch, String format) {
    return git("log", "--format=" + format, branch).lines().toList();
  }

  /** The paths that the newest commit of a branch changed. */
  public List<String> changedPaths(String branch) {
    return git("diff-tree", "-r", "--name-only", "--no-commit-id", branch).lines().toList();
  }

  /** Installs a shell script as a hook of this repository. */
  public void hook(String name, String script) {
    try {
      Path hooks = Files.createDirectories(directory.resolve("hooks"));
      Path hook = Files.writeString(hooks.resolve(name), "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public void removeHook(String name) {
    try {
      Files.deleteIfExists(directory.resolve("hooks").resolve(name));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Runs a Git command in this repository and returns what it printed. */
  public String git(String... arguments) {
    return GitCommand.run(directory, new byte[0], Arrays.asList(arguments));
  }

  /**
   * What {@code git fsck --strict} prints of a sound repository. It looks at objects before it
   * looks at branches, and so is asked again where a push has landed in between: a client may be
   * gone whose push is not.
   */
  public String fsck() {
    while (true) {
      String before = git("for-each-ref");
      try {
        return git("fsck", "--strict");
      } catch (IllegalStateException unsound) {
        if (git("for-each-ref").equals(before)) {
          throw unsound;
        }
      }
    }
  }

  private static void print(ByteArrayOutputStream stream, String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
