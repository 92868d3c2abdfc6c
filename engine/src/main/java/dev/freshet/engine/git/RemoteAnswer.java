package dev.freshet.engine.git;

import dev.freshet.engine.http.AnswerContent;
import dev.freshet.engine.http.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** What a Git server answers; its connection is in use until it is closed. */
final class RemoteAnswer implements AutoCloseable {
  private final ClassicHttpResponse response;
  private final AnswerBody body;

  RemoteAnswer(ClassicHttpResponse response, AnswerBody body) {
    this.response = response;
    this.body = body;
  }

  int status() {
    return response.getCode();
  }

  /** How long the server wants to be left alone. */
  Optional<Duration> retryAfter() {
    return RetryAfter.of(response);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /**
   * What the content is, in lower case and without parameters; empty when the server says nothing.
   */
  String contentType() {
    return AnswerContent.type(response);
  }

  /** The content as the server meant it, whose size nothing bounds but time. */
  InputStream body() throws IOException {
    return AnswerContent.decoded(response, body);
  }

  /** For an answer that was read as far as it matters, so that its connection is used again. */
  void finish() throws IOException {
    body.finish();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
