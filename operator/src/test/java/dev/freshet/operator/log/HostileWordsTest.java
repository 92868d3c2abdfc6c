package dev.freshet.operator.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.core.OutsideText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;

/** What others say is read in a terminal, too. */
class HostileWordsTest {
  private static final String HOSTILE =
      "a\u001b[2J\u009b31m\u202egnp.exe\u2066\u0000\u0007\r\u007f\u0085\u2028\u200b\ud800x\nsecond";

  @ParameterizedTest
  @EnumSource(LogEncoding.class)
  void noneOfThemSteersATerminal(LogEncoding encoding) {
    for (LogLevel level : LogLevel.values()) {
      String line = encoded(encoding, level);

      assertThat(line).endsWith("\n").contains("second").isEqualTo(OutsideText.lines(line));
    }
  }

  @ParameterizedTest
  @EnumSource(LogEncoding.class)
  void noneOfThemMakesTwoLinesOfOne(LogEncoding encoding) {
    assertThat(encoded(encoding, LogLevel.INFO).lines()).hasSize(1);
  }

  @Test
  void machinesReadThemAsTheyWere() throws IOException {
    var read = new ObjectMapper().readTree(encoded(LogEncoding.JSON, LogLevel.INFO));

    assertThat(read.path("msg").asText()).isEqualTo(HOSTILE);
    assertThat(read.path("host").asText()).isEqualTo(HOSTILE);
  }

  private static String encoded(LogEncoding encoding, LogLevel level) {
    var event = new LoggingEvent();
    event.setLoggerContext(new LoggerContext());
    event.setLoggerName("dev.freshet.Test");
    event.setLevel(Level.ERROR);
    event.setMessage(HOSTILE);
    event.setInstant(Instant.EPOCH);
    event.setKeyValuePairs(List.of(new KeyValuePair("host", HOSTILE)));
    event.setThrowableProxy(new ThrowableProxy(new IOException(HOSTILE)));
    var encoder = new LineEncoder(encoding, level);
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
