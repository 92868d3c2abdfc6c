package dev.freshet.web.metric;

import dev.freshet.engine.reconcile.Run;

/** The results that controller-runtime tells apart. */
enum RunResult {
  SUCCESS("success"),
  REQUEUE_AFTER("requeue_after"),
  ERROR("error");

  private final String label;

  RunResult(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** A stalled object is no error to Flux: it is not tried again. */
  static RunResult of(Run run) {
    return switch (run.result()) {
      case SUCCEEDED, FLAWED -> run.next().isPresent() ? REQUEUE_AFTER : SUCCESS;
      case STALLED -> SUCCESS;
      case FAILED, LOST -> ERROR;
    };
  }
}
