package dev.freshet.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freshet.engine.address.DeniedAddressException;
import dev.freshet.engine.tls.TlsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** A request that got no whole answer: what to say of it, and whether it may pass. */
record NetworkFailure(IOException cause) {

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

  String text() {
    return switch (cause) {
      case DeniedAddressException denied -> oneLine(denied);
      case UnknownHostException unknown -> "no such host: " + unknown.getMessage();
      case SocketTimeoutException _ -> "the server did not answer in time";
      case ConnectException refused -> oneLine(refused);
      case NoHttpResponseException _ -> "the server closed the connection without an answer";
      case ConnectionClosedException _ -> "the answer broke off";
      case JsonProcessingException json -> "malformed answer: " + json.getOriginalMessage();
      case SSLException tls -> "TLS: " + TlsFailure.text(tls);
      default -> oneLine(cause);
    };
  }

  private static String oneLine(IOException cause) {
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.replaceAll("[\\p{Cntrl}\\s]+", " ");
  }
}
