package dev.freshet.engine.object;

import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import java.util.List;
import java.util.Map;

/** What tests declare as manifests. */
public final class DeclaredObjects {
  private DeclaredObjects() {}

  /** The objects of manifests by their titles, in this namespace unless they say otherwise. */
  public static ManifestObjects of(Map<String, String> manifests, String namespace) {
    List<ManifestText> texts =
        manifests.entrySet().stream()
            .map(manifest -> new ManifestText(manifest.getKey() + ".yaml", manifest.getValue()))
            .toList();
    Manifests read =
        Manifests.read(new Kinds(List.of(ImageUpdateAutomation.KIND)), texts, namespace);
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(read.problems().toString());
    }
    return ManifestObjects.of(read);
  }
}
