package dev.freshet.engine.git.http;

import dev.freshet.core.Cutoff;
import dev.freshet.core.OutsideText;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.git.ref.RemoteRef;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineIn;

/** Reads the lines in which a server lists references, and keeps those that were asked for. */
final class RefLines {
  private static final int MOST = 100_000;
  private static final String ERROR = "ERR ";
  private static final String FORMAT = "object-format=";
  private static final String PEELED = " peeled:";

  private final Collection<String> prefixes;
  private final GitCredentials credentials;
  private final Map<String, RemoteRef> refs = new LinkedHashMap<>();

  private RefLines(Collection<String> prefixes, GitCredentials credentials) {
    this.prefixes = prefixes;
    this.credentials = credentials;
  }

  /** The answer to a question of protocol version 2. */
  static RefListing listed(
      PacketLineIn lines, Collection<String> prefixes, GitCredentials credentials)
      throws IOException {
    RefLines kept = new RefLines(prefixes, credentials);
    for (String line = lines.readString(); !PacketLineIn.isEnd(line); line = lines.readString()) {
      Cutoff.check();
      kept.requireNoError(line);
      ObjectId id = id(line, 0);
      int end = line.indexOf(' ', Constants.OBJECT_ID_STRING_LENGTH + 1);
      int peeled = line.indexOf(PEELED, Constants.OBJECT_ID_STRING_LENGTH);
      String name =
          line.substring(Constants.OBJECT_ID_STRING_LENGTH + 1, end < 0 ? line.length() : end);
      kept.add(
          new RemoteRef(
              name,
              id,
              peeled < 0 ? Optional.empty() : Optional.of(id(line, peeled + PEELED.length()))));
    }
    return new RefListing(kept.refs);
  }

  /** What a server of the older protocol lists without being asked. */
  static RefListing advertised(
      String first, PacketLineIn lines, Collection<String> prefixes, GitCredentials credentials)
      throws IOException {
    RefLines kept = new RefLines(prefixes, credentials);
    for (String line = first; !PacketLineIn.isEnd(line); line = lines.readString()) {
      Cutoff.check();
      kept.requireNoError(line);
      if (line.startsWith("version ") || line.startsWith("shallow ")) {
        continue;
      }
      int end = line.indexOf('\0');
      if (end >= 0) {
        requireSha1(line.substring(end + 1));
      }
      ObjectId id = id(line, 0);
      String name =
          line.substring(Constants.OBJECT_ID_STRING_LENGTH + 1, end < 0 ? line.length() : end);
      if (name.endsWith("^{}")) {
        String tag = name.substring(0, name.length() - 3);
        kept.refs.computeIfPresent(tag, (_, ref) -> new RemoteRef(tag, ref.id(), Optional.of(id)));
      } else if (!id.equals(ObjectId.zeroId())) {
        kept.add(new RemoteRef(name, id, Optional.empty()));
      }
    }
    return new RefListing(kept.refs);
  }

  private void add(RemoteRef ref) throws AnswerException {
    if (prefixes.isEmpty() || prefixes.stream().anyMatch(ref.name()::startsWith)) {
      refs.put(ref.name(), ref);
      if (refs.size() > MOST) {
        throw AnswerException.of("the server lists more than %,d references".formatted(MOST));
      }
    }
  }

  /** Refuses a capability that makes all that follows unreadable. */
  static void requireSha1(String capabilities) throws AnswerException {
    int at = capabilities.indexOf(FORMAT);
    if (at < 0) {
      return;
    }
    int end = capabilities.indexOf(' ', at);
    String format =
        capabilities.substring(at + FORMAT.length(), end < 0 ? capabilities.length() : end).strip();
    if (!format.equals("sha1")) {
      throw AnswerException.of(
          "the repository's objects are named by %s; only SHA-1 repositories can be used"
              .formatted(OutsideText.ofServer(format)));
    }
  }

  private void requireNoError(String line) throws AnswerException {
    if (line.startsWith(ERROR)) {
      throw AnswerException.refused(line.substring(ERROR.length()), credentials);
    }
  }

  /** The id of an object, which ends with a blank or the line. */
  private static ObjectId id(String line, int from) throws AnswerException {
    int end = from + Constants.OBJECT_ID_STRING_LENGTH;
    boolean ends = line.length() == end || (line.length() > end && line.charAt(end) == ' ');
    if (!ends || (from == 0 && line.length() == end)) {
      throw AnswerException.malformed("a line of its list names no reference");
    }
    String id = line.substring(from, end);
    if (!ObjectId.isId(id)) {
      throw AnswerException.malformed("a line of its list holds no id of an object");
    }
    return ObjectId.fromString(id);
  }
}
