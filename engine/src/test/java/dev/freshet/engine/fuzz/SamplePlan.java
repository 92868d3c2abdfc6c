package dev.freshet.engine.fuzz;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.plan.ManifestFile;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Planner;
import dev.freshet.core.plan.PolicyScope;
import dev.freshet.core.plan.ResolvedPolicy;
import dev.freshet.core.plan.Setters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one policy sets, and what that makes of a file. */
final class SamplePlan {
  static final NamespacedName NAME = new NamespacedName("ns", "p");
  static final Setters SETTERS =
      Setters.of(
          List.of(
              new ResolvedPolicy(
                  NAME, new ImageRef("example.com/img", new Tag("2.0"), Optional.empty()))),
          new PolicyScope("ns", Set.of(NAME), Set.of(), Set.of(), Set.of()));
  static final Plan PLAN =
      Planner.plan(
          List.of(
              file(
                  "kind: X\na: b:1 # {\"$imagepolicy\": \"ns:p\"}\n"
                      .getBytes(StandardCharsets.UTF_8))),
          SETTERS);

  private SamplePlan() {}

  static ManifestFile file(byte[] content) {
    return new ManifestFile("f.yaml", ManifestMarkers.find(content), () -> content);
  }
}
