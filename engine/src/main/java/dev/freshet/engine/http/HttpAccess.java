package dev.freshet.engine.http;

import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.util.Optional;

/**
 * Whose connections to use: those of one fingerprint are for each other only.
 *
 * @param fingerprint of all that makes the access, its credential with the secret included
 * @param proxy the access's own; without one the environment's are used
 */
public record HttpAccess(Fingerprint fingerprint, TlsMaterial tls, Optional<ProxyAddress> proxy) {}
