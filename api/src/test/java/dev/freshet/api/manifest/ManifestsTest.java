package dev.freshet.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.freshet.api.Metadata;
import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.SecretValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: s}
      """;

  @Test
  void putsObjectsWithoutANamespaceIntoTheDefaultOne() {
    Manifests manifests =
        Manifests.read(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            List.of(file("a.yaml", SECRET)),
            "apps");

    assertThat(manifests.secrets())
        .extracting(Secret::metadata)
        .containsExactly(new Metadata(new NamespacedName("apps", "s"), Map.of(), Map.of(), 1));
  }

  @Test
  void namesBothPlacesOfADuplicateAndUsesNeither() {
    Manifests manifests = read(file("b/x.yaml", SECRET), file("a/y.yaml", "---\n" + SECRET));

    assertThat(manifests.secrets()).isEmpty();
    assertThat(manifests.problems().toString())
        .isEqualTo("[a/y.yaml:2: Secret default/s: duplicate of b/x.yaml:1, neither is used]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "patches:\n- path: patch.yaml\n",
        "patches: [{path: ./x/../patch.yaml, target: {kind: Secret}}]\n",
        "patchesStrategicMerge:\n- patch.yaml\n",
        "resources: [../base]\npatchesJson6902: [{target: {name: s}, path: ../over/patch.yaml}]\n",
      })
  void namesThePatchesOfAKustomizationAndUsesNoObjectWithoutItsPatch(String kustomization) {
    Manifests manifests =
        read(
            file("base/s.yaml", SECRET + "---\n" + namespace("other")),
            file("over/kustomization.yaml", kustomization),
            file("over/patch.yaml", SECRET));

    assertThat(manifests.secrets()).isEmpty();
    assertThat(manifests.namespaces()).hasSize(1);
    assertThat(manifests.problems().toString())
        .isEqualTo(
            "[over/patch.yaml:1: Secret default/s: is a patch of over/kustomization.yaml:"
                + " give the output of kustomize build; base/s.yaml:1 is not used without it]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "patches:\n- path: ../../patch.yaml\n",
        "patches:\n- path: other.yaml\n",
        "patches: patch.yaml\n",
        "patches: [[patch.yaml], {patch: \"a: b\"}]\n",
        "patches: [\n",
        "# patches: patch.yaml\n",
      })
  void readsWhatNoKustomizationNamesAsAPatch(String kustomization) {
    Manifests manifests =
        read(file("over/kustomization.yaml", kustomization), file("over/patch.yaml", SECRET));

    assertThat(manifests.secrets()).hasSize(1);
    assertThat(manifests.problems()).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheFilesAndSortsProblems() {
    Manifests manifests =
        read(
            file("b.yaml", namespace("z") + "---\n" + namespace("A")),
            file("a.yaml", namespace("B") + "---\n" + namespace("x")));

    assertThat(manifests.namespaces()).extracting(Namespace::name).containsExactly("z", "x");
    assertThat(manifests.problems())
        .extracting(ManifestProblem::path)
        .containsExactly("a.yaml", "b.yaml");
  }

  @Test
  void decodesSecretsAndLetsPlainValuesWin() {
    Secret secret =
        read(file(
                "a.yaml",
                SECRET
                    + "data:\n"
                    + "  a: |\n"
                    + "    aGVs\n"
                    + "    bG8=\n"
                    + "  b: eA==\n"
                    + "stringData: {b: other, c: ''}\n"))
            .secrets()
            .getFirst();

    assertThat(secret.values())
        .isEqualTo(
            Map.of(
                "a",
                SecretValue.of("hello"),
                "b",
                SecretValue.of("other"),
                "c",
                SecretValue.of("")));
    assertThat(secret.type()).isEqualTo("Opaque");
    assertThat(secret.toString()).doesNotContain("hello").contains("[redacted]");
  }

  @Test
  void refusesAnEncryptedSecretWhenItsValuesAreWanted() {
    Manifests manifests =
        read(file("a.yaml", SECRET + "data:\n  a: ENC[AES256_GCM]\nsops: {mac: x}\n"));

    assertThat(manifests.problems()).isEmpty();
    assertThatThrownBy(() -> manifests.secrets().getFirst().value("a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Secret default/s is encrypted with SOPS, which Freshet cannot read yet");
  }

  @Test
  void givesEveryNamespaceTheLabelOfItsName() {
    assertThat(read(file("a.yaml", namespace("apps"))).namespaces())
        .extracting(Namespace::labels)
        .containsExactly(Map.of("kubernetes.io/metadata.name", "apps"));
  }

  @Test
  void passesOverTheTemplatesOfCharts() {
    String policy =
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: app, labels: "{{ .Values.labels }}"}
        """;

    assertThat(
            read(
                    file("charts/app/Chart.yaml", "name: app"),
                    file("charts/app/templates/deep/policy.yaml", policy),
                    file("templates/policy.yaml", policy))
                .problems())
        .extracting(ManifestProblem::path)
        .containsOnly("templates/policy.yaml");
  }

  @Test
  void keepsAMessageOnOneLineThatATerminalCanShow() {
    String url = "\"a\\nb\\e[31m" + "x".repeat(2_000) + "\"\n";
    String repository =
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: repo}
        spec:
          interval: 1m
          url:
        """
                .strip()
            + " ";

    assertThat(read(file("a.yaml", repository + url)).problems())
        .singleElement()
        .extracting(ManifestProblem::message, STRING)
        .startsWith("spec.url: Invalid value: \"a\\u000ab\\u001b[31mxxx")
        .endsWith("xxx...")
        .hasSizeLessThan(1_020);
  }

  @Test
  void readsThousandsOfOtherFilesInNoTime() {
    String deployment = "apiVersion: apps/v1\nkind: Deployment\nspec:\n" + "  a: b\n".repeat(1_000);
    ManifestText[] files =
        IntStream.range(0, 2_000)
            .mapToObj(i -> file(i + ".yaml", deployment + "x: [not yaml"))
            .toArray(ManifestText[]::new);

    assertThat(read(files).problems()).isEmpty();
  }

  private static Manifests read(ManifestText... files) {
    return Manifests.read(
        new Kinds(List.of(ImageUpdateAutomation.KIND)), Arrays.asList(files), "default");
  }

  private static ManifestText file(String path, String content) {
    return new ManifestText(path, content);
  }

  private static String namespace(String name) {
    return Stream.of("apiVersion: v1", "kind: Namespace", "metadata:", "  name: " + name, "")
        .reduce((a, b) -> a + "\n" + b)
        .orElseThrow();
  }
}
