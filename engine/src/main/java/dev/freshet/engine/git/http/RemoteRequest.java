package dev.freshet.engine.git.http;

import java.net.URL;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.HttpEntity;

/**
 * One request to a Git server.
 *
 * @param body can be sent more than once
 */
record RemoteRequest(
    String method, URL url, Map<String, String> headers, Optional<HttpEntity> body) {}
