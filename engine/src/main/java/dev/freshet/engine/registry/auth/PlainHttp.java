package dev.freshet.engine.registry.auth;

/** Where a registry may be spoken to without TLS; see {@code spec.insecure}. */
public enum PlainHttp {
  /** Only where the host's name says that it is local. */
  LOCAL_ONLY,
  ALLOWED
}
