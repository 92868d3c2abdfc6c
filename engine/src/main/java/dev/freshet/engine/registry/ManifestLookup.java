package dev.freshet.engine.registry;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.fingerprint.Sha256;
import dev.freshet.engine.registry.host.Endpoint;
import dev.freshet.engine.registry.host.RegistryOperation;
import dev.freshet.engine.registry.http.BodyReader;
import dev.freshet.engine.registry.http.RegistryRequest;
import dev.freshet.engine.registry.http.RegistryResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Looks manifests up: by HEAD, and by GET where HEAD does not tell the digest. */
final class ManifestLookup {
  /** Four times what registries take at most. */
  private static final long MOST_BYTES = 16 << 20;

  private static final String TYPES =
      String.join(
          ",",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private final Endpoints endpoints;

  ManifestLookup(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  ManifestAnswer find(RegistryOperation operation, Tag tag) {
    if (!TagSyntax.isTag(tag.value())) {
      throw new InvalidInputException(
          "could not parse reference: " + operation.image().verbatim() + ":" + tag);
    }
    Endpoint endpoint = endpoints.endpoint(operation);
    String path = "v2/" + operation.image().repository() + "/manifests/" + tag;
    var target = endpoint.at(path);
    RegistryRequest head = RegistryRequest.head(target).accepting(TYPES);
    return switch (endpoints.send(operation, head, ManifestLookup::sha256)) {
      case RegistryResponse.Success<Digest> found ->
          found
              .header(RegistryResponse.DIGEST)
              .<ManifestAnswer>map(text -> new ManifestAnswer.Found(digest(operation, head, text)))
              .orElseGet(() -> read(operation, RegistryRequest.get(target).accepting(TYPES)));
      case RegistryResponse.Refused<Digest>(var refusal) when refusal.status() == 404 ->
          new ManifestAnswer.NotFound(refusal.text(operation));
      case RegistryResponse.Refused<Digest>(var refusal) when refusal.status() == 405 ->
          read(operation, RegistryRequest.get(target).accepting(TYPES));
      case RegistryResponse.Refused<Digest>(var refusal) -> throw refusal.failure(operation);
    };
  }

  private ManifestAnswer read(RegistryOperation operation, RegistryRequest get) {
    return switch (endpoints.send(operation, get, ManifestLookup::sha256)) {
      case RegistryResponse.Success<Digest> found -> {
        Digest hashed = found.value();
        Optional<Digest> stated =
            found.header(RegistryResponse.DIGEST).map(text -> digest(operation, get, text));
        if (stated.isPresent() && !stated.get().equals(hashed)) {
          throw operation.failed(get.action(), "the manifest does not have the digest it is given");
        }
        yield new ManifestAnswer.Found(hashed);
      }
      case RegistryResponse.Refused<Digest>(var refusal) when refusal.status() == 404 ->
          new ManifestAnswer.NotFound(refusal.text(operation));
      case RegistryResponse.Refused<Digest>(var refusal) -> throw refusal.failure(operation);
    };
  }

  private static Digest digest(RegistryOperation operation, RegistryRequest call, String text) {
    try {
      return new Digest(text);
    } catch (InvalidInputException cause) {
      throw operation.failed(
          call.action(), OutsideText.ofServer(String.valueOf(cause.getMessage())));
    }
  }

  /** Of a manifest as it arrives; of an answer without a body it means nothing. */
  private static Digest sha256(InputStream body) throws IOException {
    MessageDigest sha256 = Sha256.begin();
    new DigestInputStream(BodyReader.bounded(body, MOST_BYTES), sha256)
        .transferTo(OutputStream.nullOutputStream());
    return new Digest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
  }
}
