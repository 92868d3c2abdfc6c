package dev.freshet.operator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import dev.freshet.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogsTest {
  @ParameterizedTest
  @EnumSource(LogLevel.class)
  void neverAsksHttpLibrariesForTheHeadersTheySend(LogLevel level) {
    var context = new LoggerContext();

    Logs.configure(context, LogEncoding.JSON, level);

    assertThat(context.getLogger("org.apache.hc.client5.http.headers").isDebugEnabled()).isFalse();
    assertThat(context.getLogger("io.fabric8.kubernetes.client.http").isDebugEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"trace,true,true,true", "debug,false,true,true", "info,false,false,true"})
  void logsAsMuchAsAsked(String level, boolean trace, boolean debug, boolean info) {
    var context = new LoggerContext();

    Logs.configure(context, LogEncoding.JSON, LogLevel.parse(level));

    var own = context.getLogger("dev.freshet.engine.Scan");
    assertThat(own.isTraceEnabled()).isEqualTo(trace);
    assertThat(own.isDebugEnabled()).isEqualTo(debug);
    assertThat(own.isInfoEnabled()).isEqualTo(info);
  }

  @Test
  void logsFailuresOnlyWhenAskedTo() {
    var context = new LoggerContext();

    Logs.configure(context, LogEncoding.CONSOLE, LogLevel.ERROR);

    assertThat(context.getLogger("dev.freshet.Scan").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("io.helidon").isWarnEnabled()).isFalse();
    assertThat(context.getLogger("io.helidon").isErrorEnabled()).isTrue();
  }

  @Test
  void refusesALevelAndAnEncodingItDoesNotKnow() {
    assertThatThrownBy(() -> LogLevel.parse("verbose"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'verbose' is not a log level: trace, debug, info or error");
    assertThatThrownBy(() -> LogEncoding.parse("xml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'xml' is not a log encoding: json or console");
  }
}
