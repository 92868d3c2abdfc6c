package dev.freshet.engine.registry.http;

import dev.freshet.engine.http.CountedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Reads the body of a success to its end. */
@FunctionalInterface
public interface BodyReader<T> {
  T read(InputStream body) throws IOException;

  /** The body, which fails when it grows beyond what any honest registry sends. */
  static InputStream bounded(InputStream body, long most) {
    var read = new AtomicLong();
    return new CountedInput(
        body,
        bytes -> {
          if (read.addAndGet(bytes) > most) {
            throw new MalformedAnswerException("answer is larger than " + most + " bytes");
          }
        });
  }
}
