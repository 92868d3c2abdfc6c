package dev.freshet.operator.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A control plane of a test class, and the client of somebody who may do everything there. */
final class Plane implements AutoCloseable {
  private final ControlPlane controlPlane;
  private final KubernetesClient client;

  private Plane(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    try {
      String kubeconfig = Files.readString(controlPlane.kubeconfig(User.ADMIN));
      client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    } catch (IOException cause) {
      controlPlane.close();
      throw new UncheckedIOException(cause);
    }
  }

  /** A fresh one, with the namespace of the samples and nothing else. */
  static Plane empty() {
    Plane plane = new Plane(ControlPlane.start());
    plane.controlPlane.kubectl("create", "namespace", Samples.NAMESPACE);
    return plane;
  }

  /** A fresh one that serves these CRDs. */
  static Plane serving(List<ObjectNode> crds) {
    Plane plane = empty();
    crds.forEach(plane::serve);
    return plane;
  }

  /** Applies a CRD and waits until the kind is there. */
  void serve(ObjectNode crd) {
    client
        .resource(generic(crd))
        .fieldValidation(Validation.STRICT)
        .fieldManager("test")
        .forceConflicts()
        .serverSideApply();
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(crd.at("/metadata/name").asText())
        .waitUntilCondition(Plane::isEstablished, 30, TimeUnit.SECONDS);
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return Optional.ofNullable(crd)
        .map(CustomResourceDefinition::getStatus)
        .map(CustomResourceDefinitionStatus::getConditions)
        .orElse(List.of())
        .stream()
        .anyMatch(condition ->
            condition.getType().equals("Established") && condition.getStatus().equals("True"));
  }

  List<String> storedVersions(ObjectNode crd) {
    return served(crd).getStatus().getStoredVersions();
  }

  /** Changes with every change of the CRD. */
  String versionOf(ObjectNode crd) {
    return served(crd).getMetadata().getResourceVersion();
  }

  private CustomResourceDefinition served(ObjectNode crd) {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(crd.at("/metadata/name").asText())
        .require();
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  KubernetesClient client() {
    return client;
  }

  /** Creates an object as {@code kubectl} does: unknown fields are refused. */
  JsonNode create(ObjectNode object) {
    return tree(resource(object).fieldValidation(Validation.STRICT).create());
  }

  /** What {@link #create} would do, without doing it. */
  void tryToCreate(ObjectNode object) {
    resource(object).dryRun().fieldValidation(Validation.STRICT).create();
  }

  JsonNode applyByServer(ObjectNode object) {
    return tree(resource(object).fieldManager("test").forceConflicts().serverSideApply());
  }

  JsonNode writeStatus(ObjectNode object) {
    return tree(resource(object).updateStatus());
  }

  JsonNode read(String apiVersion, JsonNode object) {
    return tree(stored(apiVersion, object).get());
  }

  Resource<GenericKubernetesResource> stored(String apiVersion, JsonNode object) {
    return client
        .genericKubernetesResources(apiVersion, object.path("kind").asText())
        .inNamespace(Samples.NAMESPACE)
        .withName(object.at("/metadata/name").asText());
  }

  void delete(JsonNode object) {
    stored(object.path("apiVersion").asText(), object).withGracePeriod(0).delete();
  }

  private NamespaceableResource<GenericKubernetesResource> resource(ObjectNode object) {
    return client.resource(generic(object));
  }

  static GenericKubernetesResource generic(ObjectNode object) {
    return Samples.JSON.convertValue(object, GenericKubernetesResource.class);
  }

  private static JsonNode tree(GenericKubernetesResource object) {
    return Samples.JSON.valueToTree(object);
  }

  @Override
  public void close() {
    client.close();
    controlPlane.close();
  }
}
