package dev.freshet.operator.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.freshet.core.OutsideText;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.slf4j.event.KeyValuePair;

/**
 * One event of the log as one line, in the shape of zap, with which Flux's controllers log. It runs
 * on the thread that logs, and so finds the {@link Reconciliation} the line belongs to.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final byte[] NOTHING = {};

  /** Deeper chains of causes repeat themselves. */
  private static final int CAUSES = 10;

  private final LogEncoding encoding;
  private final boolean stackTraces;

  LineEncoder(LogEncoding encoding, LogLevel level) {
    this.encoding = encoding;
    stackTraces = level.hasStackTraces();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line =
        switch (encoding) {
          case JSON -> json(event);
          case CONSOLE -> console(event);
        };
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private String json(ILoggingEvent event) {
    var line = new LinkedHashMap<String, Object>();
    line.put("level", level(event).toLowerCase(Locale.ROOT));
    line.put("ts", TIME.format(event.getInstant()));
    line.put("logger", event.getLoggerName());
    line.put("msg", event.getFormattedMessage());
    fields(event).forEach(line::putIfAbsent);
    stackTrace(event).ifPresent(trace -> line.put("stacktrace", trace));
    return LogJson.DENSE.write(line);
  }

  private String console(ILoggingEvent event) {
    var line = new StringJoiner("\t");
    line.add(TIME.format(event.getInstant()));
    line.add(level(event));
    line.add(event.getLoggerName());
    // One line, or a message could look like two.
    line.add(OutsideText.line(String.valueOf(event.getFormattedMessage())));
    Map<String, Object> fields = fields(event);
    if (!fields.isEmpty()) {
      line.add(LogJson.SPACED.write(fields));
    }
    return line + stackTrace(event).map(OutsideText::lines).map(trace -> "\n" + trace).orElse("");
  }

  private static String level(ILoggingEvent event) {
    return event.getLevel().toString();
  }

  private static Map<String, Object> fields(ILoggingEvent event) {
    var fields = new LinkedHashMap<String, Object>();
    Reconciliation.current().ifPresent(run -> fields.putAll(run.fields()));
    for (KeyValuePair pair : pairs(event)) {
      fields.put(pair.key, pair.value);
    }
    thrown(event).ifPresent(thrown -> fields.putIfAbsent("error", text(thrown)));
    return fields;
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
  }

  private static Optional<IThrowableProxy> thrown(ILoggingEvent event) {
    return Optional.ofNullable(event.getThrowableProxy());
  }

  /** The message and those of its causes, as far as they say something new. */
  private static String text(IThrowableProxy thrown) {
    var text = new StringBuilder(message(thrown));
    Optional<IThrowableProxy> cause = Optional.ofNullable(thrown.getCause());
    for (int depth = 0; depth < CAUSES && cause.isPresent(); depth++) {
      String next = message(cause.get());
      if (text.indexOf(next) < 0) {
        text.append(": ").append(next);
      }
      cause = cause.map(IThrowableProxy::getCause);
    }
    return text.toString();
  }

  private static String message(IThrowableProxy thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClassName() : message;
  }

  private Optional<String> stackTrace(ILoggingEvent event) {
    return stackTraces ? thrown(event).map(ThrowableProxyUtil::asString) : Optional.empty();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
