package dev.freshet.operator.cluster;

import com.fasterxml.jackson.core.JsonPointer;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.List;
import java.util.Set;

/** What the API server and Flux call each kind, and what its status consists of. */
public enum ServedKind {
  GIT_REPOSITORY(
      Kind.GIT_REPOSITORY,
      "source.toolkit.fluxcd.io",
      "gitrepositories",
      "source-controller",
      List.of("/artifact/revision", "/artifact/digest"),
      Set.of(
          "artifact",
          "includedArtifacts",
          "observedIgnore",
          "observedInclude",
          "observedRecurseSubmodules",
          "observedSparseCheckout",
          "sourceVerificationMode")),
  IMAGE_REPOSITORY(
      Kind.IMAGE_REPOSITORY,
      "image.toolkit.fluxcd.io",
      "imagerepositories",
      "image-reflector-controller",
      List.of("/lastScanResult/revision"),
      Set.of("canonicalImageName", "lastScanResult", "observedExclusionList")),
  IMAGE_POLICY(
      Kind.IMAGE_POLICY,
      "image.toolkit.fluxcd.io",
      "imagepolicies",
      "image-reflector-controller",
      List.of("/latestRef/name", "/latestRef/tag", "/latestRef/digest"),
      Set.of("latestRef", "observedPreviousRef")),
  IMAGE_UPDATE_AUTOMATION(
      Kind.IMAGE_UPDATE_AUTOMATION,
      "image.toolkit.fluxcd.io",
      "imageupdateautomations",
      "image-automation-controller",
      List.of(),
      Set.of(
          "lastAutomationRunTime",
          "lastPushCommit",
          "lastPushTime",
          "observedPolicies",
          "observedSourceRevision"));

  /** All versions share one schema, so the stored one reads them all. */
  static final String VERSION = "v1";

  private static final Set<String> COMMON_STATUS =
      Set.of("conditions", "observedGeneration", "lastHandledReconcileAt");

  private final Kind kind;
  private final String group;
  private final String plural;
  private final String controller;
  private final List<JsonPointer> result;
  private final Set<String> ownStatus;

  ServedKind(
      Kind kind,
      String group,
      String plural,
      String controller,
      List<String> result,
      Set<String> ownStatus) {
    this.kind = kind;
    this.group = group;
    this.plural = plural;
    this.controller = controller;
    this.result = result.stream().map(JsonPointer::compile).toList();
    this.ownStatus = ownStatus;
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

  String path(NamespacedName name) {
    return "/apis/%s/%s/namespaces/%s/%s/%s"
        .formatted(group, VERSION, name.namespace(), plural, name.name());
  }

  /** The part of the status that other objects are made from. */
  List<JsonPointer> result() {
    return result;
  }

  /** Whether Freshet writes this field of the status; others' fields stay as they are. */
  boolean writes(String statusField) {
    return COMMON_STATUS.contains(statusField) || ownStatus.contains(statusField);
  }

  ObjectKey key(String namespace, String name) {
    return new ObjectKey(kind, new NamespacedName(namespace, name));
  }
}
