package dev.freshet.operator.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What logback logs before the flags are read; it finds this class by itself. Without it logback
 * would look for configuration files, and then print everything to stdout.
 */
public final class StartingLogs extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logs.configure(context, LogEncoding.JSON, LogLevel.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
