package dev.freshet.engine.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;

/** One request of JGit's on a connection that {@link RemoteConnections} has set up. */
final class RemoteConnection implements HttpConnection {
  private final HttpURLConnection connection;
  private final RemoteConnections owner;

  RemoteConnection(HttpURLConnection connection, RemoteConnections owner) {
    this.connection = connection;
    this.owner = owner;
  }

  @Override
  public int getResponseCode() throws IOException {
    int status = connection.getResponseCode();
    owner.answered(status);
    return status;
  }

  @Override
  public URL getURL() {
    return connection.getURL();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return connection.getResponseMessage();
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return connection.getHeaderFields();
  }

  @Override
  public void setRequestProperty(String key, String value) {
    connection.setRequestProperty(key, value);
  }

  @Override
  public void setRequestMethod(String method) throws ProtocolException {
    connection.setRequestMethod(method);
  }

  @Override
  public void setUseCaches(boolean useCaches) {
    // A cache would hide what the remote has now.
  }

  @Override
  public void setConnectTimeout(int timeout) {
    // The remote's own timeout is set already.
  }

  @Override
  public void setReadTimeout(int timeout) {
    // The remote's own timeout is set already.
  }

  @Override
  public String getContentType() {
    return connection.getContentType();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return connection.getInputStream();
  }

  @Override
  public String getHeaderField(String name) {
    return connection.getHeaderField(name);
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return connection.getHeaderFields().entrySet().stream()
        .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Collections.emptyList());
  }

  @Override
  public int getContentLength() {
    return connection.getContentLength();
  }

  @Override
  public void setInstanceFollowRedirects(boolean followRedirects) {
    // Redirects are followed where the credentials can be withheld, never by the connection.
  }

  @Override
  public void setDoOutput(boolean doOutput) {
    connection.setDoOutput(doOutput);
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    connection.setFixedLengthStreamingMode(length);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return connection.getOutputStream();
  }

  @Override
  public void setChunkedStreamingMode(int chunkLength) {
    connection.setChunkedStreamingMode(chunkLength);
  }

  @Override
  public String getRequestMethod() {
    return connection.getRequestMethod();
  }

  @Override
  public boolean usingProxy() {
    return connection.usingProxy();
  }

  @Override
  public void connect() throws IOException {
    connection.connect();
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
