package dev.freshet.engine.address;

import java.net.UnknownHostException;

/**
 * A host whose address requests may not go to. It is one of the failures to look a host up, because
 * that is where it is found; the message stands for itself.
 */
public final class DeniedAddressException extends UnknownHostException {
  DeniedAddressException(String message) {
    super(message);
  }
}
