package dev.freshet.web.server;

import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer. Its length is told with it, also where the body stays here. */
public record WebResponse(int status, Map<String, String> headers, Body body) {
  public static final WebResponse NOT_FOUND = text(404, "not found\n");

  /** What is sent after the headers. */
  public sealed interface Body {
    long length();

    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Body {
      @Override
      public long length() {
        return bytes.length;
      }
    }

    /** A part of an open file, which is streamed and then closed. */
    record FilePart(SeekableByteChannel file, long from, long length) implements Body {}

    /** So many bytes, of which none is sent: the answer to HEAD, or of what has not changed. */
    record Withheld(long length) implements Body {}
  }

  public WebResponse {
    headers = Map.copyOf(headers);
  }

  public static WebResponse text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  public static WebResponse html(String body) {
    return of(200, "text/html; charset=utf-8", body);
  }

  public static WebResponse of(int status, String contentType, String body) {
    return new WebResponse(
        status,
        // A browser must not find a script in what somebody named a file.
        Map.of("Content-Type", contentType, "X-Content-Type-Options", "nosniff"),
        new Body.Bytes(body.getBytes(StandardCharsets.UTF_8)));
  }

  public WebResponse withHeader(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new WebResponse(status, more, body);
  }
}
