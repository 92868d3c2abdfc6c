package dev.freshet.web.server;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one client asks.
 *
 * @param path without {@code .} and {@code ..}; a slash that came encoded still is
 * @param query the decoded values of each name
 * @param headers the values of each name, which may be asked for in any case
 * @param body as it was sent, not copied: nobody writes to it; empty where the route reads none
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    SortedMap<String, List<String>> headers,
    byte[] body) {
  public WebRequest {
    query = Map.copyOf(query);
    SortedMap<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    inAnyCase.putAll(headers);
    headers = Collections.unmodifiableSortedMap(inAnyCase);
  }

  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }
}
