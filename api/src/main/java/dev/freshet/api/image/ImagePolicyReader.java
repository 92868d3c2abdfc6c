package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.api.field.Fields;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.policy.Order;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads the spec of an ImagePolicy. */
final class ImagePolicyReader {
  private ImagePolicyReader() {}

  static ImagePolicy read(Metadata metadata, Fields root) {
    Fields spec = root.requiredObject("spec");
    checkStrictNumbers(metadata, root);
    DigestReflection reflection =
        spec.choice("digestReflectionPolicy", DigestReflection.values(), DigestReflection::text)
            .orElse(DigestReflection.NEVER);
    return new ImagePolicy(
        metadata,
        repository(spec.requiredObject("imageRepositoryRef"), metadata.namespace()),
        choice(spec.requiredObject("policy")),
        spec.object("filterTags").map(ImagePolicyReader::filterTags),
        reflection,
        interval(spec, reflection),
        spec.flag("suspend"));
  }

  private static void checkStrictNumbers(Metadata metadata, Fields root) {
    String value = metadata.annotation(ImagePolicy.STRICT_NUMBERS).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      root.refuseRule(
          "metadata",
          "metadata.annotations.%s: Unsupported value: \"%s\": supported values: \"true\", \"false\""
              .formatted(ImagePolicy.STRICT_NUMBERS, value));
    }
  }

  private static NamespacedName repository(Fields ref, String ownNamespace) {
    return new NamespacedName(ref.string("namespace").orElse(ownNamespace), ref.required("name"));
  }

  private static PolicyChoice choice(Fields policy) {
    return new PolicyChoice(
        policy.object("semver").map(semver -> semver.requiredOrEmpty("range")),
        policy.object("alphabetical").map(ImagePolicyReader::order),
        policy.object("numerical").map(ImagePolicyReader::order));
  }

  private static Order order(Fields policy) {
    return policy
        .choice("order", Order.values(), order -> order.name().toLowerCase(Locale.ROOT))
        .orElse(Order.ASC);
  }

  private static FilterTags filterTags(Fields filter) {
    return new FilterTags(filter.string("pattern").orElse(""), filter.string("extract").orElse(""));
  }

  private static Optional<Duration> interval(Fields spec, DigestReflection reflection) {
    Optional<Duration> interval = spec.optionalInterval("interval");
    if (spec.isAdmitted()) {
      return interval; // what is missing then, the run tells
    }
    boolean always = reflection == DigestReflection.ALWAYS;
    if (spec.has("interval") && !always) {
      spec.refuseRule(
          "interval",
          "spec.interval is only accepted when spec.digestReflectionPolicy is set to 'Always'");
    }
    if (!spec.has("interval") && always) {
      spec.refuseRule(
          "digestReflectionPolicy",
          "spec.interval must be set when spec.digestReflectionPolicy is set to 'Always'");
    }
    return interval;
  }
}
