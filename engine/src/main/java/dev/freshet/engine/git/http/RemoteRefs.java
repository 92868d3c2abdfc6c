package dev.freshet.engine.git.http;

import dev.freshet.engine.git.http.RemoteMemory.Protocol;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.http.CountedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.PacketLineOut;

/**
 * Lists references. A server known to speak protocol version 2 is asked for the wanted names in one
 * request; what it speaks is found out once, by the request every other Git client starts with.
 * What worked is remembered, and only that.
 */
final class RemoteRefs {
  private static final int MAX_REDIRECTS = 5;
  private static final String UPLOAD_PACK = "git-upload-pack";
  private static final String ADVERTISEMENT = "/info/refs?service=" + UPLOAD_PACK;

  private final RemoteEndpoint endpoint;
  private final RemoteConnections connections;

  RemoteRefs(RemoteEndpoint endpoint, RemoteConnections connections) {
    this.endpoint = endpoint;
    this.connections = connections;
  }

  /** The references whose names start with one of the prefixes; all without a prefix. */
  RefListing list(Collection<String> prefixes) throws IOException {
    if (endpoint.protocol() == Protocol.VERSION_2) {
      return ask(endpoint.address(), prefixes);
    }
    String address = endpoint.address();
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      try (RemoteAnswer answer = advertisement(address)) {
        if (answer.status() < 300 || answer.status() > 308) {
          return advertised(address, answer, prefixes);
        }
        address = redirected(address, answer.header("Location"));
      }
    }
    throw AnswerException.of("too many redirects");
  }

  private RemoteAnswer advertisement(String address) throws IOException {
    return connections.send(
        new RemoteRequest(
            "GET",
            RemoteEndpoint.url(address + ADVERTISEMENT),
            Map.of("Git-Protocol", "version=2", "Accept-Encoding", "gzip"),
            Optional.empty()));
  }

  private RefListing advertised(String address, RemoteAnswer answer, Collection<String> prefixes)
      throws IOException {
    answer.requireOk(endpoint.credentials());
    answer.requireGit(UPLOAD_PACK);
    PacketLineIn lines = lines(answer);
    String first = lines.readString();
    if (first.startsWith("# service=")) {
      lines.readString();
      first = lines.readString();
    }
    if (!first.equals("version 2")) {
      RefListing listing = RefLines.advertised(first, lines, prefixes, endpoint.credentials());
      answer.finish();
      endpoint.answered(address, Protocol.VERSION_0);
      return listing;
    }
    for (String line = lines.readString(); !PacketLineIn.isEnd(line); line = lines.readString()) {
      RefLines.requireSha1(line);
    }
    answer.finish();
    RefListing listing = ask(address, prefixes);
    endpoint.answered(address, Protocol.VERSION_2);
    return listing;
  }

  private static String redirected(String address, Optional<String> location) throws IOException {
    try {
      URI here = URI.create(address + ADVERTISEMENT);
      URI target = here.resolve(new URI(location.orElse("")));
      String there = target.toString();
      boolean isHttp = there.startsWith("https://") || there.startsWith("http://");
      boolean leavesTls = address.startsWith("https:") && !there.startsWith("https:");
      if (isHttp
          && !leavesTls
          && target.getHost() != null
          && target.getRawUserInfo() == null
          && there.endsWith(ADVERTISEMENT)
          && !there.equals(here.toString())) {
        return there.substring(0, there.length() - ADVERTISEMENT.length());
      }
    } catch (URISyntaxException _) {
      // What is no address is no place either.
    }
    throw AnswerException.of(
        "redirected to a place that is not this repository; perhaps to log in");
  }

  private RefListing ask(String address, Collection<String> prefixes) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    PacketLineOut lines = new PacketLineOut(request);
    lines.writeString("command=ls-refs\n");
    lines.writeString("agent=freshet\n");
    lines.writeDelim();
    lines.writeString("peel\n");
    for (String prefix : prefixes) {
      lines.writeString("ref-prefix " + prefix + "\n");
    }
    lines.end();
    RemoteRequest sent =
        new RemoteRequest(
            "POST",
            RemoteEndpoint.url(address + "/" + UPLOAD_PACK),
            Map.of(
                "Git-Protocol",
                "version=2",
                "Content-Type",
                "application/x-git-upload-pack-request",
                "Accept",
                "application/x-git-upload-pack-result"),
            Optional.of(new ByteArrayEntity(request.toByteArray(), null)));
    try (RemoteAnswer answer = connections.send(sent)) {
      answer.requireOk(endpoint.credentials());
      RefListing listing = RefLines.listed(lines(answer), prefixes, endpoint.credentials());
      answer.finish();
      return listing;
    }
  }

  private PacketLineIn lines(RemoteAnswer answer) throws IOException {
    InputStream body = new CountedInput(answer.body(), connections.share()::take);
    return new PacketLineIn(body);
  }
}
