package dev.freshet.benchmarks.lab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A bare repository below the Git server's folder, looked at on disk to see when a push landed. */
public record Remote(Path folder, String url) {

  /** One commit on {@code main} with these files, packed as a hosted repository would be. */
  static Remote create(Path root, String rootUrl, String name, Map<String, String> files)
      throws IOException, InterruptedException {
    Path folder = root.resolve(name + ".git");
    Command.git("init", "-q", "--bare", "-b", "main", folder.toString());
    Remote remote = new Remote(folder, rootUrl + "/" + name + ".git");
    remote.git("config", "http.receivepack", "true");
    remote.fill(files);
    remote.git("gc", "-q");
    remote.git("branch", "start", "main");
    return remote;
  }

  private void fill(Map<String, String> files) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("git", "-C", folder.toString(), "fast-import", "--quiet", "--done")
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
      write(out, "commit refs/heads/main\ncommitter bench <bench@example.com> 1700000000 +0000\n");
      write(out, "data 6\nstart\n\n");
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        write(out, "M 100644 inline " + file.getKey() + "\ndata " + content.length + "\n");
        out.write(content);
        write(out, "\n");
      }
      write(out, "done\n");
    }
    if (process.waitFor() != 0) {
      throw new BenchmarkException("git fast-import failed");
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same repository once more, for a tool that must not disturb the one beside it. */
  public Remote copy(String name) {
    Path other = folder.resolveSibling(name + ".git");
    Command.git("clone", "-q", "--bare", folder.toString(), other.toString());
    Remote remote = new Remote(other, url.substring(0, url.lastIndexOf('/') + 1) + name + ".git");
    remote.git("config", "http.receivepack", "true");
    return remote;
  }

  public String git(String... arguments) {
    return Command.gitIn(folder, arguments).output().strip();
  }

  /** The branch's commit; a file that a push replaces, so that looking often costs nothing. */
  public String head(String branch) {
    Path file = folder.resolve("refs/heads").resolve(branch);
    try {
      return Files.exists(file)
          ? Files.readString(file).strip()
          : git("rev-parse", "refs/heads/" + branch);
    } catch (IOException _) {
      return git("rev-parse", "refs/heads/" + branch); // packed between the two looks
    }
  }

  public String head() {
    return head("main");
  }

  /** Back to the first commit, as before any update. */
  public void reset() {
    git("update-ref", "refs/heads/main", "refs/heads/start");
  }

  public int commitsSince(String commit) {
    return Integer.parseInt(git("rev-list", "--count", commit + "..refs/heads/main"));
  }
}
