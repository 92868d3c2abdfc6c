package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.field.Fields;
import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.secret.Namespace;
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
          Reader::read,
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

  /** Reads the spec of an ImageRepository. */
  private static final class Reader {
    private static final int MOST_EXCLUSIONS = 25;
    private static final int LONGEST_ACCOUNT = 253;

    private Reader() {}

    static ImageRepository read(Metadata metadata, Fields root) {
      Fields spec = root.requiredObject("spec");
      return new ImageRepository(
          metadata,
          image(spec),
          spec.interval("interval"),
          spec.timeout("timeout"),
          spec.reference("secretRef"),
          spec.reference("proxySecretRef"),
          spec.reference("certSecretRef"),
          spec.string("serviceAccountName", LONGEST_ACCOUNT),
          spec.object("accessFrom").map(Reader::accessFrom),
          exclusionList(spec),
          spec.choice("provider", RegistryProvider.values(), RegistryProvider::text)
              .orElse(RegistryProvider.GENERIC),
          spec.flag("insecure"),
          spec.flag("suspend"));
    }

    /** Of an object that is there already it is said where every other bad image name is. */
    private static String image(Fields spec) {
      return spec.isAdmitted() ? spec.requiredOrEmpty("image") : spec.required("image");
    }

    static AccessFrom accessFrom(Fields accessFrom) {
      return new AccessFrom(
          accessFrom.requiredObjects("namespaceSelectors").stream()
              .map(selector -> selector.stringMap("matchLabels"))
              .toList());
    }

    private static List<String> exclusionList(Fields spec) {
      List<String> exclusions = spec.strings("exclusionList");
      if (exclusions.size() > MOST_EXCLUSIONS && !spec.isAdmitted()) {
        spec.refuse(
            "exclusionList",
            "Too many: %d: must have at most %d items"
                .formatted(exclusions.size(), MOST_EXCLUSIONS));
      }
      return exclusions;
    }
  }
}
