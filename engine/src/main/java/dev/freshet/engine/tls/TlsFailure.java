package dev.freshet.engine.tls;

import dev.freshet.core.OutsideText;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a TLS connection did not come about, in a line for whoever has to mend it. */
public final class TlsFailure {
  private TlsFailure() {}

  public static String text(SSLException failure) {
    return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .flatMap(cause -> words(cause).stream())
        .findFirst()
        .orElseGet(() -> said(failure));
  }

  private static Optional<String> words(Throwable cause) {
    return switch (cause) {
      case CertificateExpiredException _ -> Optional.of("the certificate has expired");
      case CertificateNotYetValidException _ -> Optional.of("the certificate is not valid yet");
      case CertPathBuilderException path when path.getCause() == null ->
          Optional.of("the certificate is signed by an unknown authority");
      default -> Optional.empty();
    };
  }

  private static String said(SSLException failure) {
    String message =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return OutsideText.ofServer(message);
  }
}
