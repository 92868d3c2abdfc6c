package dev.freshet.testkit.hostile;

import dev.freshet.testkit.hostile.RawServer.Output;
import dev.freshet.testkit.hostile.RawServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A registry whose image names say how it misbehaves: {@code host/<fault>/<anything>}. It says yes
 * to whoever asks whether it is a registry, unless it was started with a fault at that place.
 */
public final class HostileRegistry implements AutoCloseable {
  private static final String JSON = "Content-Type: application/json";
  private static final String METADATA = "http://169.254.169.254/latest/meta-data/";
  private static final int MEGABYTE = 1 << 20;

  /** What is wrong with a tag list. */
  public enum Fault {
    NONE,
    HANG,
    HANG_UP,
    DRIP,
    ENDLESS_PAGES,
    LOOPING_PAGES,
    ENDLESS_PAGES_OF_BIG_TAGS,
    ONE_BIG_PAGE,
    MANY_TAGS,
    ONE_TAG_MANY_TIMES,
    PACKED_PAGE_WITHOUT_END,
    DEEP_TAGS,
    DEEP_UNKNOWN_FIELD,
    DEEP_ERROR_DETAIL,
    HUGE_FIELD_NAME,
    HUGE_NUMBER,
    HUGE_LINK,
    HUGE_CHALLENGE,
    CHALLENGE_OF_MANY_PARTS,
    ENDLESS_HEADERS,
    ONE_ENDLESS_HEADER,
    CHUNK_WITHOUT_END,
    REDIRECT_TO_METADATA,
    REDIRECT_TO_A_FILE,
    REDIRECT_LOOP,
    REDIRECT_NOWHERE,
    LINK_TO_METADATA,
    LINK_TO_ANOTHER_HOST,
    CONTROL_CHARACTERS,
    ERROR_WITH_ESCAPES,
    PAGE_OF_SECRETS,
    WAIT_FOR_YEARS,
    INVALID_UTF_8,
    ABSURD_VERSIONS
  }

  /** What is wrong at {@code /v2/}, for every image. */
  public enum Ping {
    FINE,
    HUGE_CHALLENGE,
    ENDLESS_HEADERS,
    HANG,
    BIG_BODY
  }

  private final RawServer server;
  private final Ping ping;

  private HostileRegistry(Ping ping) {
    this.ping = ping;
    this.server = new RawServer(this::answer);
  }

  public static HostileRegistry start() {
    return new HostileRegistry(Ping.FINE);
  }

  public static HostileRegistry start(Ping ping) {
    return new HostileRegistry(ping);
  }

  public String host() {
    return server.host();
  }

  /** An image whose tag list has the fault. */
  public String image(Fault fault) {
    return "%s/%s/app".formatted(host(), path(fault));
  }

  private static String path(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace("_", "-");
  }

  private void answer(Request request, Output out) throws IOException, InterruptedException {
    if (request.path().equals("/v2/") || request.path().equals("/v2")) {
      ping(out);
    } else if (request.path().startsWith("/v2/") && request.path().contains("/tags/list")) {
      list(fault(request.segment(1)), request, out);
    } else {
      out.answer(
          404, List.of(JSON), "{\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"no\"}]}");
    }
  }

  private static Fault fault(String path) {
    return Fault.valueOf(path.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private void ping(Output out) throws IOException, InterruptedException {
    switch (ping) {
      case FINE -> out.answer(200, List.of(JSON), "{}");
      case HUGE_CHALLENGE -> out.answer(401, List.of(hugeChallenge(2 * MEGABYTE)), "{}");
      case ENDLESS_HEADERS -> endlessHeaders(out);
      case HANG -> hang();
      case BIG_BODY -> fill(out, 200L * MEGABYTE);
    }
  }

  private static String hugeChallenge(int size) {
    return "WWW-Authenticate: Bearer realm=\"" + "\\a".repeat(size / 2) + "\",service=\"x\"";
  }

  private static void endlessHeaders(Output out) throws IOException {
    out.text("HTTP/1.1 200 OK\r\n");
    for (long i = 0; i < 10_000_000; i++) {
      out.text("X-%d: %s\r\n".formatted(i, "a".repeat(1000)));
    }
  }

  /** A page of which so many megabytes are one tag. */
  private static byte[] packed(String name, int megabytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(
          "{\"name\":\"%s\",\"tags\":[\"".formatted(name).getBytes(StandardCharsets.US_ASCII));
      byte[] block = "0".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < megabytes; i++) {
        gzip.write(block);
      }
    }
    return packed.toByteArray();
  }

  private static void hang() throws InterruptedException {
    new java.util.concurrent.CountDownLatch(1).await();
  }

  private static void fill(Output out, long bytes) throws IOException {
    out.head(200, List.of(JSON), bytes);
    byte[] block = " ".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
    for (long left = bytes; left > 0; left -= block.length) {
      out.bytes(block);
    }
  }

  private static void list(Fault fault, Request request, Output out)
      throws IOException, InterruptedException {
    String name = path(fault) + "/app";
    int page = page(request.path());
    switch (fault) {
      case NONE -> page(out, name, versions(0, 3), "");
      case HANG -> hang();
      case HANG_UP -> {}
      case DRIP -> drip(out);
      case ENDLESS_PAGES -> page(out, name, versions(page * 1000, 1000), next(name, page + 1));
      case LOOPING_PAGES -> page(out, name, versions(0, 3), next(name, (page + 1) % 3));
      case ENDLESS_PAGES_OF_BIG_TAGS ->
          page(out, name, bigTags(page, 3, 15 * MEGABYTE), next(name, page + 1));
      case ONE_BIG_PAGE -> onePage(out, name);
      case MANY_TAGS -> page(out, name, versions(0, 1_000_000), "");
      case ONE_TAG_MANY_TIMES -> page(out, name, "\"1.0.0\"" + ",\"1.0.0\"".repeat(300_000), "");
      case PACKED_PAGE_WITHOUT_END ->
          out.answer(200, List.of(JSON, "Content-Encoding: gzip"), packed(name, 300));
      case DEEP_TAGS ->
          out.answer(200, List.of(JSON), "{\"name\":\"x\",\"tags\":" + "[".repeat(MEGABYTE));
      case DEEP_UNKNOWN_FIELD ->
          out.answer(
              200,
              List.of(JSON),
              "{\"x\":%s%s,\"name\":\"%s\",\"tags\":[\"1.0.0\"]}"
                  .formatted("[".repeat(MEGABYTE), "]".repeat(MEGABYTE), name));
      case DEEP_ERROR_DETAIL ->
          out.answer(
              400,
              List.of(JSON),
              "{\"errors\":[{\"code\":\"X\",\"message\":\"m\",\"detail\":%s%s}]}"
                  .formatted("[".repeat(30_000), "]".repeat(30_000)));
      case HUGE_FIELD_NAME ->
          out.answer(
              200,
              List.of(JSON),
              "{\"%s\":1,\"name\":\"%s\",\"tags\":[\"1.0.0\"]}"
                  .formatted("k".repeat(50 * MEGABYTE), name));
      case HUGE_NUMBER ->
          out.answer(
              200,
              List.of(JSON),
              "{\"x\":%s,\"name\":\"%s\",\"tags\":[\"1.0.0\"]}"
                  .formatted("9".repeat(MEGABYTE), name));
      case HUGE_LINK ->
          page(
              out,
              name,
              versions(0, 1),
              "Link: <"
                  + "a".repeat(100_000)
                  + ">; "
                  + "x=\"y\";".repeat(50_000)
                  + " rel=\"next\"");
      case HUGE_CHALLENGE -> out.answer(401, List.of(hugeChallenge(6000)), "{}");
      case CHALLENGE_OF_MANY_PARTS ->
          out.answer(401, List.of("WWW-Authenticate: Bearer " + "a=b,".repeat(100_000)), "{}");
      case ENDLESS_HEADERS -> endlessHeaders(out);
      case ONE_ENDLESS_HEADER -> {
        out.text("HTTP/1.1 200 OK\r\nX-a: ");
        for (long i = 0; i < 10_000_000; i++) {
          out.text("a".repeat(1000));
        }
      }
      case CHUNK_WITHOUT_END ->
          out.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n");
      case REDIRECT_TO_METADATA -> redirect(out, METADATA);
      case REDIRECT_TO_A_FILE -> redirect(out, "file:///etc/passwd");
      case REDIRECT_LOOP -> redirect(out, request.path() + "&again=1");
      case REDIRECT_NOWHERE -> out.answer(302, List.of(), "");
      case LINK_TO_METADATA ->
          page(out, name, versions(0, 1), "Link: <%s>; rel=\"next\"".formatted(METADATA));
      case LINK_TO_ANOTHER_HOST ->
          page(
              out,
              name,
              versions(0, 1),
              "Link: <http://127.0.0.2:9/v2/%s/tags/list>; rel=\"next\"".formatted(name));
      case CONTROL_CHARACTERS ->
          page(
              out,
              name,
              "\"1.0.0\",\"1.0.1\\n[core]\\n\\tx\",\"zz\\u001b]0;OWNED\\u0007\\u001b[2J\\u001b[31m\","
                  + "\"z\\u009b31mC1\",\"a\\rb\",\"../../x\",\"--upload-pack=x\",\"$(id)\",\"a\\u202eb\","
                  + "\"x\\u0000y\",\"\\ud800\"",
              "");
      case ERROR_WITH_ESCAPES ->
          out.answer(
              400,
              List.of(JSON),
              "{\"errors\":[{\"code\":\"\\u001b[31mX\",\"message\":\"\\u001b]0;OWNED\\u0007%s\"}]}"
                  .formatted("long ".repeat(10_000)));
      case PAGE_OF_SECRETS ->
          out.answer(
              403, List.of("Content-Type: text/plain"), "TOP-SECRET-BODY of an inner service");
      case WAIT_FOR_YEARS -> out.answer(429, List.of("Retry-After: 999999999"), "{}");
      case INVALID_UTF_8 -> page(out, name, "\"\u00ff\u00fe\"", "");
      case ABSURD_VERSIONS ->
          page(
              out,
              name,
              "\"1e999999999\",\"%s\",\"1.0.0-%s\"".formatted("9".repeat(100), "9".repeat(100)),
              "");
    }
  }

  private static int page(String path) {
    int at = path.indexOf("page=");
    return at < 0 ? 0 : Integer.parseInt(path.substring(at + "page=".length()).split("&", 2)[0]);
  }

  private static String next(String name, int page) {
    return "Link: </v2/%s/tags/list?page=%d>; rel=\"next\"".formatted(name, page);
  }

  private static String versions(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> "\"1.0." + i + "\"")
        .collect(Collectors.joining(","));
  }

  private static String bigTags(int page, int count, int size) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"%d-%d-%s\"".formatted(page, i, "a".repeat(size)))
        .collect(Collectors.joining(","));
  }

  private static void page(Output out, String name, String tags, String link) throws IOException {
    out.answer(
        200,
        link.isEmpty() ? List.of(JSON) : List.of(JSON, link),
        "{\"name\":\"%s\",\"tags\":[%s]}".formatted(name, tags));
  }

  /** As many bytes as a page may have, nearly all of them tags of the greatest length. */
  private static void onePage(Output out, String name) throws IOException {
    out.endless("application/json");
    out.text("{\"name\":\"%s\",\"tags\":[\"0\"".formatted(name));
    String end = "a".repeat(100);
    for (int i = 0; i < 550_000; i++) {
      out.text(",\"%09d-%s\"".formatted(i, end));
    }
    out.text("]}");
  }

  private static void drip(Output out) throws IOException, InterruptedException {
    out.head(200, List.of(JSON), 100_000);
    for (int i = 0; i < 100_000; i++) {
      out.text(" ");
      out.flush();
      Thread.sleep(500);
    }
  }

  private static void redirect(Output out, String to) throws IOException {
    out.answer(302, List.of("Location: " + to), "");
  }

  @Override
  public void close() {
    server.close();
  }
}
