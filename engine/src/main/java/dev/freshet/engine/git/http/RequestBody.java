package dev.freshet.engine.git.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.util.TemporaryBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, complete before it is: in memory, or, when it is the pack of a large push, in a
 * file of the mirror.
 */
final class RequestBody extends TemporaryBuffer {
  private static final int MOST_IN_MEMORY = 4 << 20;

  private final Path folder;
  private @Nullable Path file;

  RequestBody(Path folder) {
    super(MOST_IN_MEMORY);
    this.folder = folder;
  }

  @Override
  protected OutputStream overflow() throws IOException {
    file = Files.createTempFile(folder, "push", ".tmp");
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  /** The same without the gzip that it came in. */
  RequestBody unpacked() throws IOException {
    RequestBody plain = new RequestBody(folder);
    Path spilt = file;
    try (InputStream packed = spilt == null ? openInputStream() : Files.newInputStream(spilt);
        InputStream content = new GZIPInputStream(packed);
        plain) {
      content.transferTo(plain);
    }
    return plain;
  }

  HttpEntity entity() throws IOException {
    Path spilt = file;
    long length = spilt == null ? length() : Files.size(spilt);
    return new EntityTemplate(
        length,
        null,
        null,
        out -> {
          if (spilt == null) {
            writeTo(out, null);
          } else {
            Files.copy(spilt, out);
          }
        });
  }

  @Override
  public void writeTo(OutputStream out, @Nullable ProgressMonitor monitor) throws IOException {
    super.writeTo(out, monitor);
  }

  @Override
  public void destroy() {
    super.destroy();
    Optional.ofNullable(file).ifPresent(spilt -> spilt.toFile().delete());
  }
}
