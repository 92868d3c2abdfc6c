package dev.freshet.web.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A small answer, sent in one piece. */
public record Page(int status, String contentType, String body) {
  private static final String PLAIN = "text/plain; charset=utf-8";

  public static final Page NOT_FOUND = text(404, "not found\n");

  public static Page text(int status, String body) {
    return new Page(status, PLAIN, body);
  }

  public static Page html(String body) {
    return new Page(200, "text/html; charset=utf-8", body);
  }

  /** Ends the response with this page; an answer to HEAD has its length and not its body. */
  public void send(Response response, Callback callback) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    // A browser must not find a script in what somebody named a file.
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
