package dev.freshet.web.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.IO;

/**
 * Gives each request to the first route that covers its path and takes its method, when its body is
 * there.
 */
record Routes(List<Route> routes, Clients clients) implements Request.Handler {
  private static final int FILE_BUFFER = 64 << 10;

  Routes {
    routes = List.copyOf(routes);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    List<Route> there = routes.stream().filter(route -> route.covers(path)).toList();
    Optional<Route> found =
        there.stream().filter(route -> route.methods().contains(request.getMethod())).findFirst();
    if (found.isEmpty()) {
      send(refusal(there), request, response, beforeTheBody(request, response, callback));
    } else if (found.get().mostBytes() == 0) {
      Callback end = beforeTheBody(request, response, callback);
      answer(found.get(), new byte[0], request, response, end);
    } else {
      receive(found.get(), request, response, callback);
    }
    return true;
  }

  private static WebResponse refusal(List<Route> there) {
    return there.isEmpty()
        ? WebResponse.NOT_FOUND
        : WebResponse.text(405, "method not allowed\n")
            .withHeader(
                "Allow",
                there.stream()
                    .flatMap(route -> route.methods().stream())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", ")));
  }

  private void receive(Route route, Request request, Response response, Callback callback) {
    Connection connection = request.getConnectionMetaData().getConnection();
    clients.expecting(connection);
    var _ =
        BodyReader.read(request, route.mostBytes())
            .whenComplete((body, failure) -> {
              clients.begun(connection);
              if (failure != null) {
                Response.writeError(request, response, callback, failure);
              } else if (body.isEmpty()) {
                var refusal = WebResponse.text(413, "content too large\n");
                send(refusal, request, response, beforeTheBody(request, response, callback));
              } else {
                answer(route, body.get(), request, response, callback);
              }
            });
  }

  /**
   * For an answer that goes out before the request's body is read: it is the connection's last, and
   * what is still to come of the body is taken off the connection, which would otherwise be reset,
   * and the answer lost with it (RFC 9112, 9.6). A body that does not end costs its connection as
   * one does that is read.
   */
  private Callback beforeTheBody(Request request, Response response, Callback callback) {
    HttpFields headers = request.getHeaders();
    if (request.getLength() <= 0 && !headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      return callback;
    }
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    return new Callback.Nested(callback) {
      @Override
      public void succeeded() {
        clients.expecting(request.getConnectionMetaData().getConnection());
        Content.Source.consumeAll(request, getCallback());
      }
    };
  }

  private static void answer(
      Route route, byte[] body, Request request, Response response, Callback callback) {
    try {
      send(route.answer().apply(asked(request, body)), request, response, callback);
    } catch (RuntimeException | Error failure) {
      Response.writeError(request, response, callback, failure);
    }
  }

  private static WebRequest asked(Request request, byte[] body) {
    Map<String, List<String>> query =
        Request.extractQueryParameters(request).stream()
            .collect(Collectors.toMap(Fields.Field::getName, Fields.Field::getValues));
    SortedMap<String, List<String>> headers = new TreeMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.put(field.getName(), request.getHeaders().getValuesList(field.getName()));
    }
    return new WebRequest(
        request.getMethod(), Request.getPathInContext(request), query, headers, body);
  }

  static void send(WebResponse answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length());
    switch (answer.body()) {
      case WebResponse.Body.Bytes(byte[] bytes) ->
          response.write(true, ByteBuffer.wrap(bytes), callback);
      case WebResponse.Body.Withheld _ -> response.write(true, ByteBuffer.allocate(0), callback);
      case WebResponse.Body.FilePart part -> {
        var pool = request.getComponents().getByteBufferPool();
        var buffers = new ByteBufferPool.Sized(pool, true, FILE_BUFFER);
        Content.copy(
            Content.Source.from(buffers, part.file(), part.from(), part.length()),
            response,
            Callback.from(callback, () -> IO.close(part.file())));
      }
    }
  }
}
