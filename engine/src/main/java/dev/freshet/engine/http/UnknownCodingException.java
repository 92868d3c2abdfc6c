package dev.freshet.engine.http;

import dev.freshet.core.OutsideText;
import java.io.IOException;

/** An answer is compressed in a way that nobody has asked for; its message is fit to be shown. */
public final class UnknownCodingException extends IOException {
  UnknownCodingException(String coding) {
    super(
        "the answer is compressed as '"
            + OutsideText.ofServer(coding)
            + "', which was not asked for");
  }
}
