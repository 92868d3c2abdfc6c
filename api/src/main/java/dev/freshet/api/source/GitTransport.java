package dev.freshet.api.source;

/** How a Git server is spoken to, by the scheme of its URL. */
public enum GitTransport {
  HTTP,
  HTTPS,
  SSH
}
