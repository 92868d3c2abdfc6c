package dev.freshet.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** What a server says of the content of its answer (RFC 9110, 8.3 and 8.4). */
public final class AnswerContent {
  private AnswerContent() {}

  /** The media type, in lower case and without parameters; empty when the server names none. */
  public static String type(HttpResponse answer) {
    String type = header(answer, "Content-Type");
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a page for people, which portals and proxies put in the place of an answer. */
  public static boolean isWebPage(HttpResponse answer) {
    String type = type(answer);
    return type.equals("text/html") || type.equals("application/xhtml+xml");
  }

  /**
   * The content as the server meant it, whose size nothing bounds. Nobody asks for gzip, but caches
   * hand out what somebody else has asked for.
   *
   * @param sent the bytes that arrive
   * @throws UnknownCodingException when it is compressed otherwise
   */
  public static InputStream decoded(HttpResponse answer, InputStream sent) throws IOException {
    String coding = header(answer, "Content-Encoding").strip().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> sent;
      case "gzip", "x-gzip" -> unpacked(sent);
      default -> throw new UnknownCodingException(coding);
    };
  }

  /** Nothing stays nothing: a refusal often has no more than its head. */
  private static InputStream unpacked(InputStream sent) throws IOException {
    var ahead = new PushbackInputStream(sent);
    int first = ahead.read();
    if (first < 0) {
      return ahead;
    }
    ahead.unread(first);
    return new GZIPInputStream(ahead);
  }

  private static String header(HttpResponse answer, String name) {
    return Optional.ofNullable(answer.getFirstHeader(name)).map(Header::getValue).orElse("");
  }
}
