package dev.freshet.operator.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that says something to every kind of log there is. */
final class Talker {
  private static final Logger LOG = LoggerFactory.getLogger("dev.freshet.Talker");

  private Talker() {}

  public static void main(String... arguments) {
    LOG.info("before the flags are read");
    LOG.debug("nobody asked for details yet");
    Logs.use(LogEncoding.parse(arguments[0]), LogLevel.parse("debug"));
    LOG.debug("details");
    LoggerFactory.getLogger("org.apache.hc.client5.http.headers").debug("Authorization: secret");
    java.util.logging.Logger.getLogger("io.helidon.webserver").info("from the JDK's log");
    System.getLogger("jdk.internal.httpclient").log(System.Logger.Level.WARNING, "from the JDK");
  }
}
