package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.secret.Namespace;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.policy.Exclusions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An image whose tags are scanned, and how to reach its registry. */
public record ImageRepository(
    Metadata metadata,
    String image,
    Duration interval,
    Optional<Duration> timeout,
    Optional<String> secretRef,
    Optional<String> proxySecretRef,
    Optional<String> certSecretRef,
    Optional<String> serviceAccountName,
    Optional<AccessFrom> accessFrom,
    List<String> exclusionList,
    RegistryProvider provider,
    boolean insecure,
    boolean suspend)
    implements Reconcilable {
  /** The group, the controller of Flux and the word of the command line for images. */
  static final ApiGroup GROUP = ApiGroup.whole("image.toolkit.fluxcd.io", "Image");

  static final String CONTROLLER = "image-reflector-controller";
  static final String FAMILY = "image";

  public static final Kind<ImageRepository, ImageRepositoryStatus> KIND =
      new Kind<>(
          ImageRepository.class,
          GROUP,
          "imagerepositories",
          CONTROLLER,
          ImageRepositoryReader::read,
          ImageRepositoryStatusJson.CODEC,
          List.of(),
          new Listing<>(
              FAMILY,
              "repository",
              "Scan an image repository now.",
              List.of(
                  new Column<>(
                      "LAST SCAN",
                      (_, status) ->
                          new Column.Cell.Time(status.lastScanResult().map(ScanResult::scanTime))),
                  Column.suspended()),
              status ->
                  "scan fetched %d tags"
                      .formatted(status.lastScanResult().map(ScanResult::tagCount).orElse(0))));

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

  public ImageRepository {
    exclusionList = List.copyOf(exclusionList);
  }

  @Override
  public Kind<ImageRepository, ImageRepositoryStatus> kind() {
    return KIND;
  }

  /** The image, read; refuses one with a scheme, a tag or a digest. */
  public ImageName imageName() {
    return ImageName.parse(image);
  }

  /** What the scan leaves out; refuses an expression that does not compile. */
  public Exclusions exclusions() {
    return Exclusions.of(exclusionList);
  }

  /** How long one scan may take: the timeout, else the interval, and never under a second. */
  public Duration scanTimeout() {
    Duration wanted = timeout.orElse(interval);
    return wanted.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : wanted;
  }

  /** Refuses a policy of another namespace that {@code accessFrom} does not let in. */
  public void requireAccess(Namespace from) {
    String namespace = metadata.namespace();
    if (from.name().equals(namespace)) {
      return;
    }
    String denied =
        "failed to get the referred ImageRepository: access denied: '%s' can't be accessed due to "
            .formatted(metadata.key());
    if (accessFrom.isEmpty()) {
      throw new ReasonedException(
          Reason.ACCESS_DENIED, denied + "missing ACL labels on 'accessFrom'");
    }
    if (!accessFrom.get().accepts(from.labels())) {
      throw new ReasonedException(
          Reason.ACCESS_DENIED, denied + "ACL labels mismatch on namespace '" + from.name() + "'");
    }
  }
}
