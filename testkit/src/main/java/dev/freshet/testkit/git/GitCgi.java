package dev.freshet.testkit.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Serves one exchange through {@code git http-backend}, streaming both bodies. */
final class GitCgi {
  /** What Git does and some servers do not. */
  enum Lack {
    /** To heed the protocol version that a client asks for. */
    PROTOCOL_VERSIONS,
    /** To cut a history. */
    SHALLOW,
    /** To unpack the content of a push. */
    UNPACKED_PUSHES
  }

  private final Path root;

  GitCgi(Path root) {
    this.root = root;
  }

  void serve(HttpExchange exchange, GitRequest request, Set<Lack> lacks) throws IOException {
    ProcessBuilder builder =
        GitCommand.builder(List.of("http-backend")).redirectError(Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REQUEST_METHOD", request.method());
    environment.put("PATH_INFO", request.path());
    environment.put("QUERY_STRING", request.query());
    environment.put("REMOTE_ADDR", "127.0.0.1");
    Headers headers = exchange.getRequestHeaders();
    pass(headers, "Content-Type", environment, "CONTENT_TYPE");
    // Left unset for a chunked body, so that the backend reads to its end.
    pass(headers, "Content-Length", environment, "CONTENT_LENGTH");
    if (!lacks.contains(Lack.UNPACKED_PUSHES) || !request.isPush()) {
      pass(headers, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
    }
    if (!lacks.contains(Lack.PROTOCOL_VERSIONS)) {
      pass(headers, "Git-Protocol", environment, "GIT_PROTOCOL");
    }
    Process process = builder.start();
    Thread sender =
        Thread.ofVirtual().start(() -> send(exchange.getRequestBody(), process.getOutputStream()));
    try (InputStream output = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      boolean edited = lacks.contains(Lack.SHALLOW) && request.path().endsWith("/info/refs");
      answer(exchange, edited ? withoutShallow(output) : output);
      sender.join();
      process.waitFor();
    } catch (InterruptedException _) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(
      Headers headers, String header, Map<String, String> environment, String variable) {
    Optional.ofNullable(headers.getFirst(header))
        .ifPresent(value -> environment.put(variable, value));
  }

  private static void send(InputStream body, OutputStream input) {
    try (body;
        input) {
      body.transferTo(input);
    } catch (IOException _) {
      // The backend answered without reading everything, or the client went away.
    }
  }

  /** Capabilities of the same length that nobody knows take the place of those. */
  private static InputStream withoutShallow(InputStream output) throws IOException {
    String answer = new String(output.readAllBytes(), StandardCharsets.ISO_8859_1);
    return new ByteArrayInputStream(
        answer
            .replace(" shallow ", " hallows ")
            .replace("=shallow", "=hallows")
            .replace(" deepen-", " neepen-")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void answer(HttpExchange exchange, InputStream output) throws IOException {
    int status = 200;
    for (String line = line(output); !line.isEmpty(); line = line(output)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (name.equalsIgnoreCase("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else if (!name.equalsIgnoreCase("Content-Length")) {
        exchange.getResponseHeaders().add(name, value);
      }
    }
    // Small answers go out with their length in one piece, the rest as it comes.
    byte[] start = output.readNBytes(1 << 15);
    if (start.length < 1 << 15) {
      exchange.sendResponseHeaders(status, start.length == 0 ? -1 : start.length);
      exchange.getResponseBody().write(start);
      return;
    }
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(start);
      output.transferTo(body);
    }
  }

  private static String line(InputStream output) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = output.read(); next >= 0 && next != '\n'; next = output.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
