package dev.freshet.web.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
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
      send(refusal(there), request, response, callback);
    } else if (found.get().mostBytes() == 0) {
      answer(found.get(), new byte[0], request, response, callback);
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
                // With the connection goes what is still to come.
                var refusal = WebResponse.text(413, "content too large\n");
                send(refusal.withHeader("Connection", "close"), request, response, callback);
              } else {
                answer(route, body.get(), request, response, callback);
              }
            });
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
