package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import dev.freshet.core.policy.Policy;
import dev.freshet.core.policy.SelectionRule;
import java.time.Duration;
import java.util.List;
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
          ImagePolicyReader::read,
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
}
