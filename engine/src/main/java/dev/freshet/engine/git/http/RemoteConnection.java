package dev.freshet.engine.git.http;

import dev.freshet.engine.http.CountedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URL;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.apache.hc.core5.http.HttpEntity;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One request of JGit's, sent when it asks for the answer. */
final class RemoteConnection implements HttpConnection {
  private static final String CONTENT_ENCODING = "Content-Encoding";

  private final RemoteConnections owner;
  private final URL url;
  private final Path folder;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String method = "GET";
  private @Nullable RequestBody body;
  private @Nullable RemoteAnswer answer;

  RemoteConnection(RemoteConnections owner, URL url, Path folder) {
    this.owner = owner;
    this.url = url;
    this.folder = folder;
  }

  /**
   * A failure that JGit passes on at once. After others it tries again with other ways to log in,
   * of which there are none.
   */
  static final class Unanswered extends SocketException {
    private Unanswered(IOException cause) {
      super(cause.getMessage());
      initCause(cause);
    }
  }

  private RemoteAnswer answer() throws IOException {
    RemoteAnswer known = answer;
    if (known != null) {
      return known;
    }
    try {
      unpackPush();
      RequestBody sent = body;
      Optional<HttpEntity> entity = sent == null ? Optional.empty() : Optional.of(sent.entity());
      RemoteAnswer found = owner.send(new RemoteRequest(method, url, headers, entity));
      requireGit(found);
      answer = found;
      return found;
    } catch (IOException failure) {
      throw new Unanswered(failure);
    }
  }

  /** Git never packs a push, and some servers cannot unpack one; JGit packs all it sends. */
  private void unpackPush() throws IOException {
    RequestBody packed = body;
    if (packed != null
        && url.getPath().endsWith("/git-receive-pack")
        && headers.remove(CONTENT_ENCODING, "gzip")) {
      body = packed.unpacked();
      packed.destroy();
    }
  }

  /** Else JGit asks for accounts, or for the files of a repository. */
  private void requireGit(RemoteAnswer found) throws IOException {
    found.requireOk(owner.endpoint().credentials());
    if (method.equals("GET")) {
      found.requireGit(url.getQuery().substring("service=".length()));
    }
  }

  /** Lets go of what was to be sent. */
  void forget() {
    RequestBody sent = body;
    if (sent != null) {
      sent.destroy();
    }
  }

  @Override
  public int getResponseCode() throws IOException {
    return answer().status();
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public String getResponseMessage() throws IOException {
    return AnswerException.ofStatus(answer().status());
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    // JGit looks for cookies and ways to log in here, neither of which there are.
    return Map.of();
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return List.of();
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    RemoteAnswer known = answer;
    // The body is unpacked already.
    return known == null || name.equalsIgnoreCase(CONTENT_ENCODING)
        ? null
        : known.header(name).orElse(null);
  }

  @Override
  public String getContentType() {
    RemoteAnswer known = answer;
    return known == null ? "" : known.contentType();
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream content = answer().body();
    return url.getPath().endsWith("/git-upload-pack")
        ? new PackAnswer(content, owner.share())
        : new CountedInput(content, owner.share()::take);
  }

  @Override
  public OutputStream getOutputStream() {
    RequestBody sent = new RequestBody(folder);
    body = sent;
    return sent;
  }

  @Override
  public void setRequestProperty(String key, String value) {
    headers.put(key, value);
  }

  @Override
  public void setRequestMethod(String other) {
    method = other;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public void setUseCaches(boolean useCaches) {
    // A cache would hide what the remote has now.
  }

  @Override
  public void setConnectTimeout(int timeout) {
    // The session has a deadline.
  }

  @Override
  public void setReadTimeout(int timeout) {
    // The session has a deadline.
  }

  @Override
  public void setInstanceFollowRedirects(boolean followRedirects) {
    // Redirects are followed where the credentials can be withheld, never by the connection.
  }

  @Override
  public void setDoOutput(boolean doOutput) {
    // Who wants to write asks for the stream.
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    // Every body has a length.
  }

  @Override
  public void setChunkedStreamingMode(int chunkLength) {
    // Every body has a length.
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public void connect() {
    // The request does, when it is complete.
  }

  @Override
  public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
    throw new UnsupportedOperationException("trust is the remote's own");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    throw new UnsupportedOperationException("host names are always verified");
  }
}
