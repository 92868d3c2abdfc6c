package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.api.field.Fields;
import java.util.List;

/** Reads the spec of an ImageRepository. */
final class ImageRepositoryReader {
  private static final int MOST_EXCLUSIONS = 25;
  private static final int LONGEST_ACCOUNT = 253;

  private ImageRepositoryReader() {}

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
        spec.object("accessFrom").map(ImageRepositoryReader::accessFrom),
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
          "Too many: %d: must have at most %d items".formatted(exclusions.size(), MOST_EXCLUSIONS));
    }
    return exclusions;
  }
}
