package dev.freshet.engine.pipeline;

/** Why a repository is looked at now. */
public enum ScanCause {
  /** Its interval, when tags another object just fetched will do, or a change of its manifest. */
  SCHEDULE,
  /** Somebody asked: the registry is asked too, whatever is known. */
  REQUEST
}
