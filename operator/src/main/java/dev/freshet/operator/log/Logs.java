package dev.freshet.operator.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up the log of a long-running process, on stderr as Flux's controllers do. Only for processes
 * that start with logback, see {@link StartingLogs}.
 */
public final class Logs {
  private static final String OWN = "dev.freshet";
  private static final String HTTP_SERVER = "org.eclipse.jetty";

  /** Prints a stack trace for each attempt to reach an API server; the cache says it once. */
  private static final String KUBERNETES_CLIENT = "io.fabric8";

  private static final String APPENDER = "stderr";

  private Logs() {}

  /** One line at a time, each of which waits until whoever reads the log has room for it. */
  private static final class Stderr extends ConsoleAppender<ILoggingEvent> {
    void probe(Runnable answer) {
      streamWriteLock.lock();
      try {
        answer.run();
      } finally {
        streamWriteLock.unlock();
      }
    }
  }

  /**
   * Calls the answer when a line could be logged: runs that have something to say wait for that.
   */
  public static void probe(Runnable answer) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
            instanceof Stderr stderr) {
      stderr.probe(answer);
    } else {
      answer.run();
    }
  }

  /** From now on everything is logged like this, what libraries say to the JDK's loggers too. */
  public static void use(LogEncoding encoding, LogLevel level) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new IllegalStateException(
          "started without logback: -Dslf4j.provider names another log");
    }
    context.reset();
    configure(context, encoding, level);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static void configure(LoggerContext context, LogEncoding encoding, LogLevel level) {
    var encoder = new LineEncoder(encoding, level);
    encoder.setContext(context);
    encoder.start();
    var appender = new Stderr();
    appender.setContext(context);
    appender.setName(APPENDER);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(level.libraries());
    context.getLogger(OWN).setLevel(level.own());
    // It tells of every port it opens, and who opened it has told already.
    context.getLogger(HTTP_SERVER).setLevel(Level.WARN);
    context.getLogger(KUBERNETES_CLIENT).setLevel(Level.ERROR);
  }
}
