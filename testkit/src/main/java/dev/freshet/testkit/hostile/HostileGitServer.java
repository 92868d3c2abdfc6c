package dev.freshet.testkit.hostile;

import dev.freshet.testkit.hostile.RawServer.Output;
import dev.freshet.testkit.hostile.RawServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A Git server over HTTP whose repositories are named by how it misbehaves: {@code
 * http://host/<fault>/app.git}.
 */
public final class HostileGitServer implements AutoCloseable {
  private static final String LISTING = "application/x-git-upload-pack-advertisement";
  private static final String RESULT = "application/x-git-upload-pack-result";
  private static final String ID = "1".repeat(40);
  private static final String FLUSH = "0000";
  private static final int MEGABYTE = 1 << 20;
  private static final int BAND = 65_000;
  private static final String CAPABILITIES =
      "thin-pack side-band side-band-64k ofs-delta shallow deepen-since no-progress no-done"
          + " allow-tip-sha1-in-want allow-reachable-sha1-in-want symref=HEAD:refs/heads/main";

  /** What is wrong: with the advertisement, the list of references, or what is fetched. */
  public enum Fault {
    ADVERTISEMENT_HANGS,
    ADVERTISEMENT_DRIPS,
    ADVERTISEMENT_ENDLESS,
    ADVERTISEMENT_INFLATES,
    ADVERTISEMENT_NO_PACKET,
    ADVERTISEMENT_BAD_ID,
    ADVERTISEMENT_EMPTY,
    ADVERTISEMENT_ERR_WITH_ESCAPES,
    ADVERTISEMENT_PAGE,
    ADVERTISEMENT_TEAPOT,
    REDIRECT_TO_METADATA,
    REDIRECT_TO_A_FILE,
    REDIRECT_TO_A_JAR,
    REDIRECT_NOWHERE,
    REDIRECT_UNPARSABLE,
    LIST_WITHOUT_A_SPACE,
    LIST_BAD_ID,
    LIST_BAD_PEELED,
    LIST_SHORT_ID,
    LIST_ERR_WITH_ESCAPES,
    LIST_ODD_NAMES,
    LIST_ENDLESS,
    LIST_DRIPS,
    LIST_CUT,
    FETCH_HANGS,
    FETCH_NO_PACK,
    FETCH_FATAL_BAND,
    FETCH_ENDLESS_PACK,
    FETCH_BOMB,
    FETCH_DRIPPING_OBJECT,
    FETCH_NOTHING
  }

  private final RawServer server = new RawServer(HostileGitServer::answer);

  private HostileGitServer() {}

  public static HostileGitServer start() {
    return new HostileGitServer();
  }

  public String host() {
    return server.host();
  }

  /** The repository that has the fault. */
  public String url(Fault fault) {
    return "http://%s/%s/app.git"
        .formatted(host(), fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static void answer(Request request, Output out) throws IOException, InterruptedException {
    Fault fault = Fault.valueOf(request.segment(0).toUpperCase(Locale.ROOT).replace('-', '_'));
    if (request.method().equals("GET")) {
      advertise(fault, out);
    } else if (request.body().contains("command=ls-refs")) {
      list(fault, out);
    } else {
      fetch(fault, request.body().contains("command=fetch"), out);
    }
  }

  private static void advertise(Fault fault, Output out) throws IOException, InterruptedException {
    String begin = packet("# service=git-upload-pack\n") + FLUSH;
    switch (fault) {
      case ADVERTISEMENT_HANGS -> hang();
      case ADVERTISEMENT_DRIPS -> {
        out.endless(LISTING);
        out.text(begin + packet("version 2\n"));
        drip(out, packet("x\n"));
      }
      case ADVERTISEMENT_ENDLESS -> {
        out.endless(LISTING);
        out.text(begin + packet(ID + " refs/heads/main\0" + CAPABILITIES + "\n"));
        endlessReferences(out);
      }
      case ADVERTISEMENT_INFLATES ->
          out.answer(
              200, List.of("Content-Type: " + LISTING, "Content-Encoding: gzip"), zeros(300));
      case ADVERTISEMENT_NO_PACKET -> listing(out, "zzzz");
      case ADVERTISEMENT_BAD_ID ->
          listing(
              out,
              begin + packet("Z".repeat(40) + " refs/heads/main\0" + CAPABILITIES + "\n") + FLUSH);
      case ADVERTISEMENT_EMPTY -> listing(out, "");
      case ADVERTISEMENT_ERR_WITH_ESCAPES ->
          listing(out, begin + packet("ERR \u001b[2J\u001b[31mOWNED\u0007 \u001b]0;title\u0007\n"));
      case ADVERTISEMENT_PAGE ->
          out.answer(200, List.of("Content-Type: text/html"), "<html>TOP-SECRET-BODY</html>");
      case ADVERTISEMENT_TEAPOT -> out.answer(418, List.of(), "TOP-SECRET-BODY");
      case REDIRECT_TO_METADATA -> redirect(out, "http://169.254.169.254/latest");
      case REDIRECT_TO_A_FILE -> redirect(out, "file:///etc/passwd");
      case REDIRECT_TO_A_JAR -> redirect(out, "jar:file:/tmp/a.jar!");
      case REDIRECT_NOWHERE -> out.answer(302, List.of(), "");
      case REDIRECT_UNPARSABLE -> redirect(out, "http://[bad");
      default ->
          listing(
              out,
              begin
                  + packet("version 2\n")
                  + packet("ls-refs=unborn\n")
                  + packet("fetch=shallow wait-for-done\n")
                  + packet("object-format=sha1\n")
                  + FLUSH);
    }
  }

  private static void list(Fault fault, Output out) throws IOException, InterruptedException {
    String main = packet(ID + " refs/heads/main\n");
    switch (fault) {
      case LIST_WITHOUT_A_SPACE -> result(out, packet("nospace\n") + FLUSH);
      case LIST_BAD_ID -> result(out, packet("xyz refs/heads/main\n") + FLUSH);
      case LIST_SHORT_ID -> result(out, packet("11 refs/heads/main\n") + FLUSH);
      case LIST_BAD_PEELED -> result(out, packet(ID + " refs/tags/v1 peeled:zz\n") + FLUSH);
      case LIST_ERR_WITH_ESCAPES -> result(out, packet("ERR \u001b[31mOWNED\n"));
      case LIST_ODD_NAMES ->
          result(
              out,
              packet(ID + " refs/heads/../../../etc/x\n")
                  + packet(ID + " refs/heads/a\u001b[31m\0b\n")
                  + packet(ID + " \n")
                  + FLUSH);
      case LIST_ENDLESS -> {
        out.endless(RESULT);
        endlessReferences(out);
      }
      case LIST_DRIPS -> {
        out.endless(RESULT);
        drip(out, packet(ID + " refs/heads/a\n"));
      }
      case LIST_CUT -> out.answer(200, List.of("Content-Type: " + RESULT), "00ff" + ID);
      default -> result(out, packet(ID + " HEAD symref-target:refs/heads/main\n") + main + FLUSH);
    }
  }

  private static void fetch(Fault fault, boolean version2, Output out)
      throws IOException, InterruptedException {
    out.endless(RESULT);
    out.text(
        version2
            ? packet("shallow-info\n")
                + packet("shallow " + ID + "\n")
                + "0001"
                + packet("packfile\n")
            : packet("shallow " + ID + "\n") + FLUSH + packet("NAK\n"));
    switch (fault) {
      case FETCH_HANGS -> {
        out.flush();
        hang();
      }
      case FETCH_NO_PACK -> band(out, 1, "PACKxxxxxxxxxxxxxx".getBytes(StandardCharsets.US_ASCII));
      case FETCH_FATAL_BAND -> {
        for (int i = 0; i < 50; i++) {
          band(out, 2, "\u001b[2J\u001b[31mOWNED\r".getBytes(StandardCharsets.US_ASCII));
        }
        band(out, 3, "\u001b]0;x\u0007fatal \u001b[31mOWNED".getBytes(StandardCharsets.US_ASCII));
      }
      case FETCH_ENDLESS_PACK -> endlessPack(out);
      case FETCH_BOMB -> {
        band(out, 1, header(1));
        band(out, 1, objectHead(1900L * MEGABYTE));
        bomb(out, 1900);
      }
      case FETCH_DRIPPING_OBJECT -> {
        band(out, 1, header(1));
        band(out, 1, objectHead(60_000));
        while (true) {
          band(out, 1, new byte[] {0x78});
          out.flush();
          Thread.sleep(1000);
        }
      }
      default -> {}
    }
    out.text(FLUSH);
  }

  private static String packet(String latin1) {
    return "%04x%s".formatted(latin1.length() + 4, latin1);
  }

  private static void band(Output out, int number, byte[] data) throws IOException {
    for (int from = 0; from < data.length; from += BAND) {
      int to = Math.min(data.length, from + BAND);
      out.text("%04x%c".formatted(to - from + 5, (char) number));
      out.bytes(Arrays.copyOfRange(data, from, to));
    }
  }

  private static byte[] header(int objects) {
    return ByteBuffer.allocate(12)
        .put("PACK".getBytes(StandardCharsets.US_ASCII))
        .putInt(2)
        .putInt(objects)
        .array();
  }

  /** Of a blob of that many bytes, as a pack writes it. */
  private static byte[] objectHead(long size) {
    var head = new ByteArrayOutputStream();
    long left = size >> 4;
    int one = (int) ((3 << 4) | (size & 15));
    while (left > 0) {
      head.write(one | 0x80);
      one = (int) (left & 0x7f);
      left >>= 7;
    }
    head.write(one);
    return head.toByteArray();
  }

  /** Objects that do not compress, 100 MB each, four million of them. */
  private static void endlessPack(Output out) throws IOException {
    band(out, 1, header(4_000_000));
    var noise = new byte[MEGABYTE];
    RandomGenerator random = RandomGenerator.getDefault();
    while (true) {
      var piece = new ByteArrayOutputStream();
      piece.write(objectHead(100L * MEGABYTE));
      band(out, 1, piece.toByteArray());
      var packed = new BandStream(out);
      try (var deflate = new DeflaterOutputStream(packed, new Deflater(Deflater.NO_COMPRESSION))) {
        for (int i = 0; i < 100; i++) {
          random.nextBytes(noise);
          deflate.write(noise);
        }
      }
    }
  }

  private static void bomb(Output out, int megabytes) throws IOException {
    var zeros = new byte[MEGABYTE];
    try (var deflate =
        new DeflaterOutputStream(new BandStream(out), new Deflater(Deflater.BEST_COMPRESSION))) {
      for (int i = 0; i < megabytes; i++) {
        deflate.write(zeros);
      }
    }
  }

  /** What is written goes out as data of the pack. */
  private static final class BandStream extends java.io.OutputStream {
    private final Output out;

    BandStream(Output out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      band(out, 1, new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      band(out, 1, Arrays.copyOfRange(bytes, from, from + length));
    }
  }

  private static byte[] zeros(int megabytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < megabytes; i++) {
        gzip.write(new byte[MEGABYTE]);
      }
    }
    return packed.toByteArray();
  }

  private static void endlessReferences(Output out) throws IOException {
    String name = "a".repeat(200);
    for (long i = 0; i < 100_000_000; i++) {
      out.text(packet(ID + " refs/heads/" + name + i + "\n"));
    }
  }

  private static void drip(Output out, String packet) throws IOException, InterruptedException {
    while (true) {
      out.text(packet);
      out.flush();
      Thread.sleep(1000);
    }
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static void listing(Output out, String body) throws IOException {
    out.answer(200, List.of("Content-Type: " + LISTING), body);
  }

  private static void result(Output out, String body) throws IOException {
    out.answer(200, List.of("Content-Type: " + RESULT), body);
  }

  private static void redirect(Output out, String to) throws IOException {
    out.answer(302, List.of("Location: " + to + "/info/refs?service=git-upload-pack"), "");
  }

  @Override
  public void close() {
    server.close();
  }
}
