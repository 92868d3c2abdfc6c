package dev.freshet.web.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's client towards one port of this machine; it follows no redirects. */
public final class Client implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  public Client(int port) {
    this.port = port;
  }

  /** Header names and values take turns. */
  public HttpResponse<String> send(String method, String path, String... headers) {
    return send(method, path, BodyHandlers.ofString(), headers);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> post(String path, BodyPublisher content, String... headers) {
    return send("POST", path, content, BodyHandlers.ofString(), headers);
  }

  public <T> HttpResponse<T> send(
      String method, String path, BodyHandler<T> body, String... headers) {
    return send(method, path, BodyPublishers.noBody(), body, headers);
  }

  private <T> HttpResponse<T> send(
      String method, String path, BodyPublisher content, BodyHandler<T> body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, content);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), body);
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
