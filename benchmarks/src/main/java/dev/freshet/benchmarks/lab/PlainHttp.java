package dev.freshet.benchmarks.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK's HTTP client reading the pages of a tag list one after the other, and no more. */
public final class PlainHttp implements AutoCloseable {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public Duration read(URI first) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Optional<URI> page = Optional.of(first);
    while (page.isPresent()) {
      URI now = page.get();
      HttpResponse<byte[]> answer =
          client.send(HttpRequest.newBuilder(now).build(), HttpResponse.BodyHandlers.ofByteArray());
      page =
          answer
              .headers()
              .firstValue("Link")
              .map(NEXT::matcher)
              .filter(Matcher::find)
              .map(link -> now.resolve(link.group(1)));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    client.close();
  }
}
