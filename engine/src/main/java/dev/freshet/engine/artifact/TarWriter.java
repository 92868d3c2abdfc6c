package dev.freshet.engine.artifact;

import dev.freshet.engine.artifact.FileTree.File;
import dev.freshet.engine.artifact.FileTree.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes files so that the same files always give the same bytes: nothing of the machine, the user
 * or the time goes into it.
 */
final class TarWriter implements FileTree.Visitor {
  private static final int DIRECTORY_MODE = 0750;
  private static final int FILE_MODE = 0600;
  private static final int EXECUTABLE_MODE = 0700;
  private static final int END_BLOCKS = 2;
  private static final String ROOT = ".";

  private final OutputStream out;
  private final IgnoreRules rules;

  TarWriter(OutputStream out, IgnoreRules rules) {
    this.out = out;
    this.rules = rules;
  }

  @Override
  public void directory(List<String> path) throws IOException {
    if (!rules.ignores(path, EntryKind.DIRECTORY)) {
      String name = path.isEmpty() ? ROOT : String.join("/", path);
      out.write(TarHeader.of(name, TarHeader.DIRECTORY, DIRECTORY_MODE, 0));
    }
  }

  @Override
  public void file(List<String> path, File file) throws IOException {
    if (!rules.ignores(path, EntryKind.FILE)) {
      file.content()
          .read((size, content) -> write(String.join("/", path), mode(file), size, content));
    }
  }

  private static int mode(File file) {
    return file.permission() == Permission.EXECUTABLE ? EXECUTABLE_MODE : FILE_MODE;
  }

  private void write(String name, int mode, long size, InputStream content) throws IOException {
    if (size > TarHeader.LARGEST) {
      throw new IOException(name + ": larger than 8 GiB");
    }
    out.write(TarHeader.of(name, TarHeader.FILE, mode, size));
    long written = content.transferTo(out);
    if (written != size) {
      throw new IOException("%s: %d bytes instead of %d".formatted(name, written, size));
    }
    out.write(new byte[(int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK)]);
  }

  /** Ends the file; the stream stays open. */
  void finish() throws IOException {
    out.write(new byte[END_BLOCKS * TarHeader.BLOCK]);
  }
}
