package dev.freshet.engine.git.http;

import dev.freshet.engine.git.access.GitCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.transport.PacketLineIn;

/** Reads what Git servers say the way the mirrors do, for one who has texts and no server. */
public final class GitTexts {
  private static final List<String> PREFIXES = List.of("refs/heads/", "refs/tags/");

  private static final GitCredentials NOBODY = new GitCredentials.Anonymous();

  private GitTexts() {}

  /** The answer to a question for references, in packets. */
  public static Object listed(String packets) throws IOException {
    return RefLines.listed(lines(packets), PREFIXES, NOBODY);
  }

  /** What a server of the older protocol lists without being asked. */
  public static Object advertised(String packets) throws IOException {
    PacketLineIn lines = lines(packets);
    return RefLines.advertised(lines.readString(), lines, PREFIXES, NOBODY);
  }

  private static PacketLineIn lines(String packets) {
    return new PacketLineIn(
        new ByteArrayInputStream(packets.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
