package dev.freshet.operator.cluster;

import com.fasterxml.jackson.core.JsonPointer;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the API server and Flux call each kind, and what its status consists of. */
public enum ServedKind {
  GIT_REPOSITORY(
      Kind.GIT_REPOSITORY, "source.toolkit.fluxcd.io", "gitrepositories", "source-controller"),
  IMAGE_REPOSITORY(
      Kind.IMAGE_REPOSITORY,
      "image.toolkit.fluxcd.io",
      "imagerepositories",
      "image-reflector-controller"),
  IMAGE_POLICY(
      Kind.IMAGE_POLICY, "image.toolkit.fluxcd.io", "imagepolicies", "image-reflector-controller"),
  IMAGE_UPDATE_AUTOMATION(
      Kind.IMAGE_UPDATE_AUTOMATION,
      "image.toolkit.fluxcd.io",
      "imageupdateautomations",
      "image-automation-controller");

  /** All versions share one schema, so the stored one reads them all. */
  static final String VERSION = "v1";

  private static final Set<String> COMMON_STATUS =
      Set.of("conditions", "observedGeneration", "lastHandledReconcileAt");
  private static final Set<String> SOURCE_STATUS =
      Set.of(
          "artifact",
          "contentConfigChecksum",
          "includedArtifacts",
          "observedIgnore",
          "observedInclude",
          "observedRecurseSubmodules",
          "observedSparseCheckout",
          "sourceVerificationMode",
          "url");
  private static final Set<String> REPOSITORY_STATUS =
      Set.of("canonicalImageName", "lastScanResult", "observedExclusionList");
  private static final Set<String> POLICY_STATUS =
      Set.of("latestImage", "latestRef", "observedPreviousImage", "observedPreviousRef");
  private static final Set<String> AUTOMATION_STATUS =
      Set.of(
          "lastAutomationRunTime",
          "lastPushCommit",
          "lastPushTime",
          "observedPolicies",
          "observedSourceRevision");

  private static final List<JsonPointer> ARTIFACT =
      pointers("/artifact/revision", "/artifact/digest");
  private static final List<JsonPointer> REVISION = pointers("/lastScanResult/revision");
  private static final List<JsonPointer> LATEST_REF =
      pointers("/latestRef/name", "/latestRef/tag", "/latestRef/digest");

  private final Kind kind;
  private final String group;
  private final String plural;
  private final String controller;

  ServedKind(Kind kind, String group, String plural, String controller) {
    this.kind = kind;
    this.group = group;
    this.plural = plural;
    this.controller = controller;
  }

  public static ServedKind of(Kind kind) {
    return switch (kind) {
      case GIT_REPOSITORY -> GIT_REPOSITORY;
      case IMAGE_REPOSITORY -> IMAGE_REPOSITORY;
      case IMAGE_POLICY -> IMAGE_POLICY;
      case IMAGE_UPDATE_AUTOMATION -> IMAGE_UPDATE_AUTOMATION;
    };
  }

  public Kind kind() {
    return kind;
  }

  public String group() {
    return group;
  }

  public String plural() {
    return plural;
  }

  /** The Flux controller that has this kind: the name of its field manager and of its events. */
  public String controller() {
    return controller;
  }

  /** The name of the CustomResourceDefinition. */
  String definition() {
    return plural + "." + group;
  }

  ResourcePath path(NamespacedName name) {
    return collection(Optional.of(name.namespace())).below(name.name());
  }

  ResourcePath collection(Optional<String> namespace) {
    return namespace
        .map(one -> ResourcePath.of("apis", group, VERSION, "namespaces", one, plural))
        .orElseGet(() -> ResourcePath.of("apis", group, VERSION, plural));
  }

  /** The part of the status that other objects are made from. */
  List<JsonPointer> result() {
    return switch (this) {
      case GIT_REPOSITORY -> ARTIFACT;
      case IMAGE_REPOSITORY -> REVISION;
      case IMAGE_POLICY -> LATEST_REF;
      case IMAGE_UPDATE_AUTOMATION -> List.of();
    };
  }

  /**
   * Whether this field of the status is Freshet's to write, and to take away where it has nothing
   * to say, as of an artifact's address in an older version; others' fields stay as they are.
   */
  boolean writes(String statusField) {
    return COMMON_STATUS.contains(statusField) || ownStatus().contains(statusField);
  }

  private Set<String> ownStatus() {
    return switch (this) {
      case GIT_REPOSITORY -> SOURCE_STATUS;
      case IMAGE_REPOSITORY -> REPOSITORY_STATUS;
      case IMAGE_POLICY -> POLICY_STATUS;
      case IMAGE_UPDATE_AUTOMATION -> AUTOMATION_STATUS;
    };
  }

  private static List<JsonPointer> pointers(String... paths) {
    return Stream.of(paths).map(JsonPointer::compile).toList();
  }

  ObjectKey key(String namespace, String name) {
    return new ObjectKey(kind, new NamespacedName(namespace, name));
  }
}
