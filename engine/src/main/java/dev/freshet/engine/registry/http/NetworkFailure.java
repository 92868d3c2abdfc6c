package dev.freshet.engine.registry.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.freshet.core.OutsideText;
import dev.freshet.engine.tls.TlsFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** A request that got no whole answer: what to say of it, and whether it may pass. */
public record NetworkFailure(IOException cause) {

  boolean mayPass() {
    return switch (cause) {
      case ConnectException _, JsonProcessingException _, MalformedAnswerException _ -> false;
      case SocketException _,
          SocketTimeoutException _,
          NoHttpResponseException _,
          ConnectionClosedException _ ->
          true;
      case SSLException broken -> broken.getCause() instanceof SocketException;
      default -> false;
    };
  }

  /** Whether not a byte of an answer came. */
  boolean isSilent() {
    return cause instanceof NoHttpResponseException
        || (cause instanceof SocketException && !(cause instanceof ConnectException));
  }

  /** In our own words where the library's quote what the server sent. */
  String text() {
    return switch (cause) {
      case UnknownHostException unknown ->
          "no such host: " + OutsideText.ofServer(String.valueOf(unknown.getMessage()));
      case SocketTimeoutException _ -> "the server did not answer in time";
      case NoHttpResponseException _ -> "the server closed the connection without an answer";
      case ConnectionClosedException _ -> "the answer broke off";
      case EOFException _ -> "the answer broke off";
      case ZipException _ -> "malformed answer: it is not gzip, as it says it is";
      case JsonEOFException _ -> "malformed answer: it ends too early";
      case StreamConstraintsException _ ->
          "malformed answer: it is nested too deeply, or a text in it is too long";
      case JsonProcessingException _ -> "malformed answer: it is not JSON";
      case MessageConstraintException _ -> "malformed answer: its head is too long";
      case ClientProtocolException _, MalformedChunkCodingException _ ->
          "malformed answer: it is not HTTP";
      case SSLException tls -> "TLS: " + TlsFailure.text(tls);
      default ->
          OutsideText.ofServer(
              cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    };
  }
}
