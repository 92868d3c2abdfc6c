package dev.freshet.web.server;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads one request's body as it comes in, without a thread that waits for it. */
final class BodyReader implements Runnable {
  private final Request request;
  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Optional<byte[]>> whole = new CompletableFuture<>();

  private BodyReader(Request request, int most) {
    this.request = request;
    this.most = most;
  }

  /** The body, or nothing as soon as it is known to be longer than that. */
  static CompletableFuture<Optional<byte[]>> read(Request request, int most) {
    if (request.getLength() > most) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var reader = new BodyReader(request, most);
    reader.run();
    return reader.whole;
  }

  @Override
  public void run() {
    while (!whole.isDone()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      take(chunk);
    }
  }

  private void take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      whole.completeExceptionally(chunk.getFailure());
      return;
    }
    byte[] part = new byte[chunk.remaining()];
    chunk.getByteBuffer().get(part);
    chunk.release();
    if (part.length > most - bytes.size()) {
      whole.complete(Optional.empty());
      return;
    }
    bytes.writeBytes(part);
    if (chunk.isLast()) {
      whole.complete(Optional.of(bytes.toByteArray()));
    }
  }
}
