package dev.freshet.engine.registry;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.Tag;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks manifests up: by HEAD, and by GET where HEAD does not tell the digest. */
final class Manifests {
  private static final Pattern TAG = Pattern.compile("[\\w.-]{1,128}");
  private static final String TYPES =
      String.join(
          ",",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  private static final String DIGEST_HEADER = "docker-content-digest";

  private final Endpoints endpoints;

  Manifests(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  ManifestAnswer find(Operation operation, Tag tag) {
    if (!TAG.matcher(tag.value()).matches()) {
      throw new InvalidInputException(
          "could not parse reference: " + operation.image().verbatim() + ":" + tag);
    }
    Endpoint endpoint = endpoints.endpoint(operation);
    String path = "v2/" + operation.image().repository() + "/manifests/" + tag;
    var target = endpoint.at(path);
    Call head = Call.head(target).accepting(TYPES);
    return switch (endpoints.send(operation, head, InputStream::readAllBytes)) {
      case Reply.Success<byte[]> found ->
          found
              .header(DIGEST_HEADER)
              .<ManifestAnswer>map(text -> new ManifestAnswer.Found(digest(operation, head, text)))
              .orElseGet(() -> read(operation, Call.get(target).accepting(TYPES)));
      case Reply.Refused<byte[]>(var refusal) when refusal.status() == 404 ->
          new ManifestAnswer.NotFound(refusal.text());
      case Reply.Refused<byte[]>(var refusal) when refusal.status() == 405 ->
          read(operation, Call.get(target).accepting(TYPES));
      case Reply.Refused<byte[]>(var refusal) -> throw refusal.failure(operation);
    };
  }

  private ManifestAnswer read(Operation operation, Call get) {
    return switch (endpoints.send(operation, get, InputStream::readAllBytes)) {
      case Reply.Success<byte[]> found -> {
        Digest hashed = new Digest("sha256:" + HexFormat.of().formatHex(sha256(found.value())));
        Optional<Digest> stated =
            found.header(DIGEST_HEADER).map(text -> digest(operation, get, text));
        if (stated.isPresent() && !stated.get().equals(hashed)) {
          throw operation.failed(get.action(), "the manifest does not have the digest it is given");
        }
        yield new ManifestAnswer.Found(hashed);
      }
      case Reply.Refused<byte[]>(var refusal) when refusal.status() == 404 ->
          new ManifestAnswer.NotFound(refusal.text());
      case Reply.Refused<byte[]>(var refusal) -> throw refusal.failure(operation);
    };
  }

  private static Digest digest(Operation operation, Call call, String text) {
    try {
      return new Digest(text);
    } catch (InvalidInputException cause) {
      throw operation.failed(call.action(), String.valueOf(cause.getMessage()));
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException("every JDK has SHA-256", cause);
    }
  }
}
