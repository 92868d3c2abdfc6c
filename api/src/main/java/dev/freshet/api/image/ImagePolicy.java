package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.api.field.Fields;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import dev.freshet.core.policy.Order;
import dev.freshet.core.policy.Policy;
import dev.freshet.core.policy.SelectionRule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which tag of an image is the latest. */
public record ImagePolicy(
    Metadata metadata,
    NamespacedName imageRepositoryRef,
    PolicyChoice policy,
    Optional<FilterTags> filterTags,
    DigestReflection digestReflectionPolicy,
    Optional<Duration> interval,
    boolean suspend)
    implements Reconcilable {
  public static final Kind<ImagePolicy, ImagePolicyStatus> KIND =
      new Kind<>(
          ImagePolicy.class,
          ImageRepository.GROUP,
          "imagepolicies",
          ImageRepository.CONTROLLER,
          Reader::read,
          ImagePolicyStatusJson.CODEC,
          List.of(
              Kind.Reference.byName(
                  () -> ImageRepository.KIND,
                  Kind.Reference.Use.AWAITED_RESULT,
                  policy -> List.of(policy.imageRepositoryRef()))),
          new Listing<>(
              ImageRepository.FAMILY,
              "policy",
              "Select for an image policy now.",
              List.of(
                  new Column<>(
                      "IMAGE", (_, status) -> text(status.latestRef().map(ImageRef::name))),
                  new Column<>(
                      "TAG",
                      (_, status) -> text(status.latestRef().map(ref -> ref.tag().value())))),
              status -> "selected ref " + status.latestRef().map(ImageRef::toString).orElse(":")));

  /** With the value {@code "true"}, one tag that is no number fails a numerical policy. */
  public static final String STRICT_NUMBERS = "freshet.dev/strict-numbers";

  @Override
  public Kind<ImagePolicy, ImagePolicyStatus> kind() {
    return KIND;
  }

  private static Column.Cell text(Optional<String> text) {
    return new Column.Cell.Text(text.orElse(""));
  }

  /**
   * The rule that selects among the tags of the repository whose exclusions are given; refuses a
   * policy that no tag list could satisfy.
   */
  public SelectionRule rule(Exclusions exclusions) {
    Policy chosen = policy.toPolicy(numberRule());
    return new SelectionRule(exclusions, filterTags.map(FilterTags::toFilter), chosen);
  }

  public NumberRule numberRule() {
    return metadata.annotation(STRICT_NUMBERS).filter("true"::equals).isPresent()
        ? NumberRule.STRICT
        : NumberRule.LENIENT;
  }

  /** Reads the spec of an ImagePolicy. */
  private static final class Reader {
    private Reader() {}

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
          spec.object("filterTags").map(Reader::filterTags),
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
          policy.object("alphabetical").map(Reader::order),
          policy.object("numerical").map(Reader::order));
    }

    private static Order order(Fields policy) {
      return policy
          .choice("order", Order.values(), order -> order.name().toLowerCase(Locale.ROOT))
          .orElse(Order.ASC);
    }

    private static FilterTags filterTags(Fields filter) {
      return new FilterTags(
          filter.string("pattern").orElse(""), filter.string("extract").orElse(""));
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
}
