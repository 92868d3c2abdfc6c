package dev.freshet.engine.git.http;

import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.http.AnswerContent;
import dev.freshet.engine.http.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** What a Git server answers; its connection is in use until it is closed. */
final class RemoteAnswer implements AutoCloseable {
  /** What some servers begin their lines with, as Git does when it shows them. */
  private static final String REMOTE = "remote: ";

  private static final int MOST_WORDS = 8 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ClassicHttpResponse response;
  private final AnswerBody body;

  RemoteAnswer(ClassicHttpResponse response, AnswerBody body) {
    this.response = response;
    this.body = body;
  }

  int status() {
    return response.getCode();
  }

  /** How long the server wants to be left alone. */
  Optional<Duration> retryAfter() {
    return RetryAfter.of(response);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /**
   * What the content is, in lower case and without parameters; empty when the server says nothing.
   */
  String contentType() {
    return AnswerContent.type(response);
  }

  /** The content as the server meant it, whose size nothing bounds but time. */
  InputStream body() throws IOException {
    return AnswerContent.decoded(response, body);
  }

  /**
   * Why the server refuses: the first line that says something, if the content is plain text, the
   * only kind that Git shows too. Another may be of a server that was never meant to be asked.
   */
  Optional<String> words() {
    if (!contentType().equals("text/plain")) {
      return Optional.empty();
    }
    Future<?> soon = body.cutAfter(PATIENCE);
    try {
      String text = new String(body().readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> line.startsWith(REMOTE) ? line.substring(REMOTE.length()) : line)
          .filter(line -> line.chars().anyMatch(Character::isLetterOrDigit))
          .findFirst();
    } catch (IOException _) {
      return Optional.empty(); // The refusal counts; what was to be said of it did not come.
    } finally {
      soon.cancel(false);
    }
  }

  /**
   * Refuses another status than success, in words of the server.
   *
   * @param credentials what was shown to the server, whose words must not repeat it
   */
  void requireOk(GitCredentials credentials) throws AnswerException {
    if (status() != 200) {
      throw AnswerException.status(status(), words(), credentials);
    }
  }

  /**
   * Refuses what is no answer to the service. JGit would go on with it as with a repository of
   * files, as Git had them before 2010, whose packs nobody measures.
   */
  void requireGit(String service) throws IOException {
    if (!contentType().equals("application/x-" + service + "-advertisement")) {
      throw AnswerException.of(
          isListOfFiles()
              ? "the server speaks no smart HTTP protocol"
              : "there is no git repository at this address");
    }
  }

  /** Such a list has an id and a tab in each line. */
  private boolean isListOfFiles() throws IOException {
    byte[] start = body().readNBytes(Constants.OBJECT_ID_STRING_LENGTH + 1);
    return start.length > Constants.OBJECT_ID_STRING_LENGTH
        && start[Constants.OBJECT_ID_STRING_LENGTH] == '\t'
        && ObjectId.isId(
            new String(start, 0, Constants.OBJECT_ID_STRING_LENGTH, StandardCharsets.US_ASCII));
  }

  /** For an answer that was read as far as it matters, so that its connection is used again. */
  void finish() throws IOException {
    body.finish();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
