package dev.freshet.operator.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freshet.operator.install.InstallOptions.NetworkPolicy;
import dev.freshet.operator.install.InstallOptions.Watch;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All objects of an installation, in the order they are applied. */
public final class Components {
  static final String CRD = "CustomResourceDefinition";

  private static final String PACKED_NAMESPACE = "flux-system";
  private static final String PACKED_DOMAIN = "svc.cluster.local.";

  private Components() {}

  /** What {@code deploy/} says, as it is. */
  public static List<Component> asPacked() {
    return PackedFiles.objects().stream().map(Component::new).toList();
  }

  /** What {@code deploy/} says, with these options. */
  public static List<Component> of(InstallOptions options) {
    List<ObjectNode> objects = PackedFiles.objects();
    if (options.networkPolicy() == NetworkPolicy.LEFT_OUT) {
      objects.removeIf(object -> isA("NetworkPolicy", object));
    }
    for (ObjectNode object : objects) {
      // The names of the kinds are the same everywhere.
      if (!isA(CRD, object)) {
        moveTo(options, object);
      }
      if (isA(Component.DEPLOYMENT, object)) {
        fit(object, options);
      }
      if (isA("ClusterRoleBinding", object) && options.watch() == Watch.OWN_NAMESPACE) {
        object.put("kind", "RoleBinding");
        ((ObjectNode) object.path("metadata")).put("namespace", options.namespace());
      }
    }
    return objects.stream().map(Component::new).toList();
  }

  /** The objects as documents of one text, for {@code kubectl} and for Git. */
  public static String yaml(List<Component> components) {
    // It quotes every text, so that readers of YAML 1.1 and 1.2 agree on what "on" and "1e3" are.
    var yaml = new KubernetesSerialization();
    return components.stream()
        .map(component -> yaml.asYaml(component.manifest()))
        .collect(Collectors.joining());
  }

  private static boolean isA(String kind, ObjectNode object) {
    return object.path("kind").asText("").equals(kind);
  }

  /**
   * What belongs to the cluster has the namespace at the end of its name, to be there once each.
   */
  private static void moveTo(InstallOptions options, ObjectNode object) {
    replaceTexts(
        object,
        text ->
            text.equals(PACKED_NAMESPACE) || text.endsWith("-" + PACKED_NAMESPACE)
                ? text.substring(0, text.length() - PACKED_NAMESPACE.length()) + options.namespace()
                : text);
  }

  private static void fit(ObjectNode deployment, InstallOptions options) {
    ObjectNode pod = (ObjectNode) deployment.at("/spec/template/spec");
    ObjectNode container = (ObjectNode) pod.at("/containers/0");
    options.image().ifPresent(image -> container.put("image", image));
    options
        .imagePullSecret()
        .ifPresent(secret -> pod.putArray("imagePullSecrets").addObject().put("name", secret));
    if (!options.tolerationKeys().isEmpty()) {
      ArrayNode tolerations = pod.putArray("tolerations");
      options
          .tolerationKeys()
          .forEach(key -> tolerations.addObject().put("key", key).put("operator", "Exists"));
    }
    replaceTexts((ArrayNode) container.path("args"), argument -> fitted(argument, options));
  }

  private static String fitted(String argument, InstallOptions options) {
    return switch (argument.split("=", 2)[0]) {
      case "--watch-all-namespaces" ->
          "--watch-all-namespaces=" + (options.watch() == Watch.ALL_NAMESPACES);
      case "--log-level" -> "--log-level=" + options.logLevel().name().toLowerCase(Locale.ROOT);
      default -> argument.replace(PACKED_DOMAIN, "svc." + options.clusterDomain() + ".");
    };
  }

  private static void replaceTexts(JsonNode tree, UnaryOperator<String> replacement) {
    switch (tree) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(field -> {
                if (field.getValue() instanceof TextNode text) {
                  field.setValue(TextNode.valueOf(replacement.apply(text.textValue())));
                } else {
                  replaceTexts(field.getValue(), replacement);
                }
              });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          if (array.get(i) instanceof TextNode text) {
            array.set(i, TextNode.valueOf(replacement.apply(text.textValue())));
          } else {
            replaceTexts(array.get(i), replacement);
          }
        }
      }
      default -> {} // neither a text nor a place for one
    }
  }
}
