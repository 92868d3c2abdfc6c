package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A kind is known to its own packages, and to whoever starts a process that has it. Objects,
 * reconciling, queue, state folder, operator, metrics and listings work on any kind there is. Only
 * the classes listed here know one, each with the reason why it cannot be otherwise.
 */
class KindsTest {
  private static final List<String> MODULES =
      List.of("gocompat", "core", "api", "engine", "web", "operator", "cli");

  /** Where the kinds are declared. */
  private static final Set<String> DECLARED =
      Set.of("dev.freshet.api.image", "dev.freshet.api.source");

  /** Where they are declared and reconciled. */
  private static final Set<String> OWN =
      Set.of(
          "dev.freshet.api.image",
          "dev.freshet.api.source",
          "dev.freshet.engine.image",
          "dev.freshet.engine.source");

  /** A class without {@code dev.freshet.}, and why it knows a kind. */
  private static final String ALLOWED =
      """
      cli.FreshetControllers: the lists of what the processes reconcile
      cli.StoredPolicies: what explain policy tells of a stored policy
      cli.explain.ExplainPolicyCommand: the command of one kind
      cli.explain.OfflineInputs: what explain policy reads from a file
      cli.run.PreviewCommand: the command of one kind
      engine.artifact.ArtifactStore: keeps what the status of a GitRepository names
      engine.artifact.Assembly: makes what the status of a GitRepository names
      engine.credential.GitRemotes: how a GitRepository is reached, to read and to write
      engine.credential.RegistryAccesses: how an ImageRepository is reached, for tags and digests
      engine.process.ImageListener: what a scan has found, for those who measure
      web.metric.ImageSeries: the series of images
      """;

  @Test
  void areKnownToNobodyElse() {
    Map<String, Set<String>> others = knowing();
    others.keySet().removeAll(allowed());

    assertThat(others).as("classes that are not listed with why they know a kind").isEmpty();
  }

  @Test
  void areStillKnownToThese() {
    Set<String> listed = new TreeSet<>(allowed());
    listed.removeAll(knowing().keySet());

    assertThat(listed).as("classes that work on any kind by now").isEmpty();
  }

  private static Set<String> allowed() {
    return ALLOWED.lines().map(line -> line.split(": ", 2)[0]).collect(Collectors.toSet());
  }

  private static Map<String, Set<String>> knowing() {
    Map<String, Set<String>> knowing = new TreeMap<>();
    for (JavaClass user :
        new ClassFileImporter()
            .withImportOption(new ArchitectureTest.MainCode())
            .importPackages(MODULES.stream().map(module -> "dev.freshet." + module).toList())) {
      if (!OWN.contains(user.getPackageName())) {
        user.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .filter(used -> DECLARED.contains(used.getPackageName()))
            .forEach(used ->
                knowing
                    .computeIfAbsent(outermost(user), _ -> new TreeSet<>())
                    .add(used.getSimpleName()));
      }
    }
    return knowing;
  }

  private static String outermost(JavaClass user) {
    String name = user.getName().substring("dev.freshet.".length());
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }
}
