package dev.freshet.web.artifact;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.freshet.web.server.WebRequest;
import dev.freshet.web.server.WebResponse;
import dev.freshet.web.server.WebResponse.Body;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpDateTime;

/**
 * One file as the answer to one request. It is streamed through a small buffer from one open
 * descriptor, so a file that is replaced meanwhile is sent as it was.
 */
record FileAnswer(WebRequest request) {
  private static final String TARBALL = ".tar.gz";

  WebResponse of(StoredPath.StoredFile found) throws IOException {
    Instant modified = found.attributes().lastModifiedTime().toInstant().truncatedTo(SECONDS);
    return body(found, modified)
        .withHeader("Last-Modified", DateGenerator.formatDate(modified))
        .withHeader("Accept-Ranges", "bytes");
  }

  private WebResponse body(StoredPath.StoredFile found, Instant modified) throws IOException {
    if (isUnchanged(modified)) {
      // Of the file that is not sent; without it an empty answer would say that the file is empty.
      return new WebResponse(304, Map.of(), new Body.Withheld(found.attributes().size()));
    }
    SeekableByteChannel content =
        Files.newByteChannel(found.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    String type =
        found.file().toString().endsWith(TARBALL) ? "application/gzip" : "application/octet-stream";
    return body(content, content.size(), Map.of("Content-Type", type));
  }

  /** A date that cannot be read is no condition; HTTP dates have whole seconds. */
  private boolean isUnchanged(Instant modified) {
    return request
        .header("If-Modified-Since")
        .filter(since -> HttpDateTime.parseToEpoch(since) >= modified.toEpochMilli())
        .isPresent();
  }

  private WebResponse body(SeekableByteChannel content, long size, Map<String, String> headers)
      throws IOException {
    if (!wantsPart()) {
      return part(200, content, 0, size, headers);
    }
    List<ByteRange> parts = ByteRange.parse(request.headers("Range"), size);
    if (parts.isEmpty()) {
      content.close();
      return WebResponse.text(416, "range not satisfiable\n")
          .withHeader("Content-Range", ByteRange.toNonSatisfiableHeaderValue(size));
    }
    if (parts.size() > 1) {
      // Several parts at once are asked for by nobody who wants an artifact: the whole will do.
      return part(200, content, 0, size, headers);
    }
    ByteRange one = parts.getFirst();
    return part(206, content, one.first(), one.getLength(), headers)
        .withHeader("Content-Range", one.toHeaderValue(size));
  }

  /** With If-Range, only of a file that is still the same; the whole is right in any case. */
  private boolean wantsPart() {
    return request.header("Range").isPresent()
        && request.header("If-Range").isEmpty()
        && request.method().equals("GET");
  }

  private WebResponse part(
      int status, SeekableByteChannel content, long from, long length, Map<String, String> headers)
      throws IOException {
    if (request.method().equals("HEAD")) {
      content.close();
      return new WebResponse(status, headers, new Body.Withheld(length));
    }
    return new WebResponse(status, headers, new Body.FilePart(content, from, length));
  }
}
