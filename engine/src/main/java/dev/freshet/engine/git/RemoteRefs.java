package dev.freshet.engine.git;

import dev.freshet.engine.git.RemoteMemory.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.PacketLineOut;
import org.jspecify.annotations.Nullable;

/**
 * Lists references. A server known to speak protocol version 2 is asked for the wanted names in one
 * request; what it speaks is found out once, by the request every other Git client starts with.
 */
final class RemoteRefs {
  private static final int MAX_REDIRECTS = 5;
  private static final String CONTENT_TYPE = "application/x-git-upload-pack-advertisement";
  private static final String ADVERTISEMENT = "/info/refs?service=git-upload-pack";

  private final RemoteEndpoint endpoint;
  private final RemoteConnections connections;

  RemoteRefs(RemoteEndpoint endpoint, RemoteConnections connections) {
    this.endpoint = endpoint;
    this.connections = connections;
  }

  /** The references whose names start with one of the prefixes, or more than those. */
  RefListing list(Collection<String> prefixes) throws IOException {
    if (endpoint.protocol() == Protocol.VERSION_2) {
      return ask(prefixes);
    }
    RemoteConnection connection = advertisement();
    try (InputStream body = body(connection)) {
      PacketLineIn lines = new PacketLineIn(body);
      String first = lines.readString();
      if (first.startsWith("# service=")) {
        lines.readString();
        first = lines.readString();
      }
      endpoint.speaks(first.equals("version 2") ? Protocol.VERSION_2 : Protocol.VERSION_0);
      if (endpoint.protocol() == Protocol.VERSION_0) {
        return advertised(first, lines);
      }
      body.transferTo(OutputStream.nullOutputStream());
    }
    return ask(prefixes);
  }

  private RemoteConnection advertisement() throws IOException {
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      RemoteConnection connection = connections.open(endpoint.at(ADVERTISEMENT));
      connection.setRequestProperty("Git-Protocol", "version=2");
      connection.setRequestProperty("Accept-Encoding", "gzip");
      int status = connection.getResponseCode();
      if (status < 300 || status > 308) {
        requireOk(status);
        requireGit(connection.getContentType());
        return connection;
      }
      endpoint.movedTo(redirected(connection.getHeaderField("Location")));
    }
    throw new IOException("too many redirects");
  }

  private static void requireGit(@Nullable String contentType) throws IOException {
    if (contentType == null || !contentType.startsWith(CONTENT_TYPE)) {
      throw new IOException("there is no git repository at this address");
    }
  }

  private String redirected(String location) throws IOException {
    String address = endpoint.address();
    URI target = URI.create(address + ADVERTISEMENT).resolve(location);
    boolean leavesTls = address.startsWith("https:") && !"https".equals(target.getScheme());
    if (leavesTls || !target.toString().endsWith(ADVERTISEMENT)) {
      throw new IOException("redirected to a place that is not this repository");
    }
    return target.toString().substring(0, target.toString().length() - ADVERTISEMENT.length());
  }

  private RefListing ask(Collection<String> prefixes) throws IOException {
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
    RemoteConnection connection = connections.open(endpoint.at("/git-upload-pack"));
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(request.size());
    connection.setRequestProperty("Git-Protocol", "version=2");
    connection.setRequestProperty("Content-Type", "application/x-git-upload-pack-request");
    connection.setRequestProperty("Accept", "application/x-git-upload-pack-result");
    try (OutputStream body = connection.getOutputStream()) {
      request.writeTo(body);
    }
    int status = connection.getResponseCode();
    if (status != 200) {
      // The server may have been replaced by one that speaks otherwise: ask again next time.
      endpoint.speaks(Protocol.UNKNOWN);
    }
    requireOk(status);
    List<RemoteRef> refs = new ArrayList<>();
    try (InputStream body = body(connection)) {
      PacketLineIn answer = new PacketLineIn(body);
      for (String line = answer.readString();
          !PacketLineIn.isEnd(line);
          line = answer.readString()) {
        refs.add(listed(line));
      }
      body.transferTo(OutputStream.nullOutputStream());
    }
    return RefListing.of(refs);
  }

  private static RemoteRef listed(String line) throws IOException {
    if (line.startsWith("ERR ")) {
      throw new IOException(line.substring(4));
    }
    String[] words = line.split(" ", -1);
    Optional<ObjectId> peeled = Optional.empty();
    for (String word : words) {
      if (word.startsWith("peeled:")) {
        peeled = Optional.of(ObjectId.fromString(word.substring("peeled:".length())));
      }
    }
    return new RemoteRef(words[1], ObjectId.fromString(words[0]), peeled);
  }

  private static RefListing advertised(String first, PacketLineIn lines) throws IOException {
    Map<String, RemoteRef> refs = new LinkedHashMap<>();
    for (String line = first; !PacketLineIn.isEnd(line); line = lines.readString()) {
      if (line.startsWith("ERR ")) {
        throw new IOException(line.substring(4));
      }
      int end = line.indexOf('\0') < 0 ? line.length() : line.indexOf('\0');
      if (line.startsWith("version ") || line.startsWith("shallow ") || end < 41) {
        continue;
      }
      ObjectId id = ObjectId.fromString(line.substring(0, 40));
      String name = line.substring(41, end);
      if (name.endsWith("^{}")) {
        String tag = name.substring(0, name.length() - 3);
        refs.computeIfPresent(tag, (_, ref) -> new RemoteRef(tag, ref.id(), Optional.of(id)));
      } else if (!id.equals(ObjectId.zeroId())) {
        refs.put(name, new RemoteRef(name, id, Optional.empty()));
      }
    }
    return new RefListing(refs);
  }

  private static InputStream body(RemoteConnection connection) throws IOException {
    InputStream raw = connection.getInputStream();
    return "gzip".equals(connection.getHeaderField("Content-Encoding"))
        ? new GZIPInputStream(raw)
        : raw;
  }

  private static void requireOk(int status) throws IOException {
    if (status != 200) {
      throw new IOException(RemoteFailure.ofStatus(status));
    }
  }
}
