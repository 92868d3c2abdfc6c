package dev.freshet.web.artifact;

import dev.freshet.web.server.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;

/**
 * One file as the answer to one request. It is streamed through a small buffer from one open
 * descriptor, so a file that is replaced meanwhile is sent as it was.
 */
record FileAnswer(Request request, Response response, Callback callback) {
  private static final int BUFFER = 64 << 10;
  private static final String TARBALL = ".tar.gz";

  void send(StoredPath.StoredFile found) throws IOException {
    long modified = seconds(found.attributes());
    HttpFields.Mutable headers = response.getHeaders();
    headers.putDate(HttpHeader.LAST_MODIFIED, modified);
    headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
    if (isUnchanged(modified)) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      // Of the file that is not sent; without it an empty answer would say that the file is empty.
      headers.put(HttpHeader.CONTENT_LENGTH, found.attributes().size());
      response.write(true, ByteBuffer.allocate(0), callback);
      return;
    }
    SeekableByteChannel content =
        Files.newByteChannel(found.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    headers.put(
        HttpHeader.CONTENT_TYPE,
        found.file().toString().endsWith(TARBALL)
            ? "application/gzip"
            : "application/octet-stream");
    send(content, content.size());
  }

  /** A date that cannot be read is no condition. */
  private boolean isUnchanged(long modified) {
    String since = request.getHeaders().get(HttpHeader.IF_MODIFIED_SINCE);
    return since != null && HttpDateTime.parseToEpoch(since) >= modified;
  }

  /** HTTP dates have whole seconds. */
  private static long seconds(BasicFileAttributes attributes) {
    return Math.floorDiv(attributes.lastModifiedTime().toMillis(), 1000) * 1000;
  }

  private void send(SeekableByteChannel content, long size) throws IOException {
    List<ByteRange> parts = parts(size);
    if (wantsPart() && parts.isEmpty()) {
      content.close();
      response
          .getHeaders()
          .put(HttpHeader.CONTENT_RANGE, ByteRange.toNonSatisfiableHeaderValue(size));
      Page.text(HttpStatus.RANGE_NOT_SATISFIABLE_416, "range not satisfiable\n")
          .send(response, callback);
    } else if (parts.size() == 1) {
      ByteRange part = parts.getFirst();
      response.setStatus(HttpStatus.PARTIAL_CONTENT_206);
      response.getHeaders().put(HttpHeader.CONTENT_RANGE, part.toHeaderValue(size));
      stream(content, part.first(), part.getLength());
    } else {
      // Several parts at once are asked for by nobody who wants an artifact: the whole will do.
      stream(content, 0, size);
    }
  }

  /** With If-Range, only of a file that is still the same; the whole is right in any case. */
  private boolean wantsPart() {
    return request.getHeaders().contains(HttpHeader.RANGE)
        && !request.getHeaders().contains(HttpHeader.IF_RANGE)
        && HttpMethod.GET.is(request.getMethod());
  }

  private List<ByteRange> parts(long size) {
    return wantsPart()
        ? ByteRange.parse(request.getHeaders().getValuesList(HttpHeader.RANGE), size)
        : List.of();
  }

  private void stream(SeekableByteChannel content, long from, long length) throws IOException {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    if (HttpMethod.HEAD.is(request.getMethod())) {
      content.close();
      response.write(true, ByteBuffer.allocate(0), callback);
      return;
    }
    var buffers =
        new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), true, BUFFER);
    Content.copy(
        Content.Source.from(buffers, content, from, length),
        response,
        Callback.from(callback, () -> IO.close(content)));
  }
}
