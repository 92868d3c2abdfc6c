package dev.freshet.engine.registry.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a success to its end. */
@FunctionalInterface
public interface BodyReader<T> {
  T read(InputStream body) throws IOException;
}
