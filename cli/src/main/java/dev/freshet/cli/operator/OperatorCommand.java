package dev.freshet.cli.operator;

import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.process.Controller;
import dev.freshet.operator.Operator;
import dev.freshet.operator.OperatorOptions;
import dev.freshet.operator.log.Logs;
import dev.freshet.operator.thread.Boundary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code operator}: the pipeline over a cluster's objects, until the process is told to stop. */
@Command(
    name = "operator",
    description = "Reconcile the objects of a cluster, in place of Flux's controllers.",
    exitCodeOnInvalidInput = 2)
public final class OperatorCommand implements Callable<Integer> {
  private static final String NAMESPACE_VARIABLE = "RUNTIME_NAMESPACE";

  @Mixin private final OperatorFlags flags = new OperatorFlags();
  @Mixin private final AcceptedFlags accepted = new AcceptedFlags();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<Controller> controllers;

  /**
   * @param controllers what is reconciled, in the order the data flows
   */
  public OperatorCommand(List<Controller> controllers) {
    this.controllers = controllers;
  }

  @Override
  public Integer call() throws InterruptedException {
    OperatorOptions options = options();
    Logs.use(flags.logEncoding(), flags.logLevel());
    Boundary.catchTheRest();
    Logger log = LoggerFactory.getLogger(OperatorCommand.class);
    accepted.warnings().forEach(log::warn);
    Operator operator = start(options);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(operator::close));
    new CountDownLatch(1).await();
    return ExitCode.DONE.code();
  }

  private OperatorOptions options() {
    try {
      flags.logEncoding();
      flags.logLevel();
      return flags.options(
          Optional.ofNullable(System.getenv(NAMESPACE_VARIABLE))
              .filter(name -> !name.isEmpty())
              .orElseGet(() -> GlobalOptions.of(spec).namespace()));
    } catch (InvalidInputException refused) {
      throw refused(refused);
    }
  }

  private Operator start(OperatorOptions options) {
    try {
      return Operator.start(options, controllers, OperatorCommand::halt);
    } catch (InvalidInputException refused) { // a kubeconfig, which is read only now
      throw refused(refused);
    }
  }

  /** Not an orderly exit: whoever leads next may be writing already. */
  private static void halt() {
    Runtime.getRuntime().halt(ExitCode.FAILED.code());
  }

  private ParameterException refused(InvalidInputException cause) {
    return new ParameterException(spec.commandLine(), String.valueOf(cause.getMessage()));
  }
}
