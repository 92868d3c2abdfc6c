package dev.freshet.api.manifest;

import dev.freshet.api.LabelSelector;
import dev.freshet.api.Metadata;
import dev.freshet.api.image.CommitSpec;
import dev.freshet.api.image.GitSpec;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.PushSpec;
import dev.freshet.api.image.UpdateSpec;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import java.util.Optional;
import java.util.function.Function;

/** Reads the spec of an ImageUpdateAutomation. */
final class ImageUpdateAutomations {
  private static final String[] SOURCE_KINDS = {GitRepository.KIND};

  private ImageUpdateAutomations() {}

  static ImageUpdateAutomation read(Metadata metadata, Fields root) {
    Fields spec = root.requiredObject("spec");
    return new ImageUpdateAutomation(
        metadata,
        source(spec.requiredObject("sourceRef"), metadata.namespace()),
        spec.object("git").map(ImageUpdateAutomations::git),
        spec.interval("interval"),
        spec.object("policySelector").map(ImageUpdateAutomations::selector),
        spec.object("update").map(ImageUpdateAutomations::update).orElse(UpdateSpec.DEFAULT),
        spec.flag("suspend"));
  }

  private static NamespacedName source(Fields ref, String ownNamespace) {
    ref.string("apiVersion");
    ref.choice("kind", SOURCE_KINDS, Function.identity());
    return new NamespacedName(ref.string("namespace").orElse(ownNamespace), ref.required("name"));
  }

  private static GitSpec git(Fields git) {
    return new GitSpec(
        git.object("checkout").map(checkout -> References.read(checkout.requiredObject("ref"))),
        commit(git.requiredObject("commit")),
        git.object("push").map(ImageUpdateAutomations::push).orElse(PushSpec.NONE));
  }

  private static CommitSpec commit(Fields commit) {
    return new CommitSpec(
        author(commit.requiredObject("author")),
        commit.object("signingKey").map(ImageUpdateAutomations::signingKey),
        commit.string("messageTemplate").orElse(""),
        commit.stringMap("messageTemplateValues"));
  }

  private static CommitSpec.Author author(Fields author) {
    return new CommitSpec.Author(author.string("name").orElse(""), author.required("email"));
  }

  private static CommitSpec.SigningKey signingKey(Fields key) {
    return new CommitSpec.SigningKey(
        key.requiredObject("secretRef").required("name"),
        key.choice("type", CommitSpec.KeyType.values(), CommitSpec.KeyType::text)
            .orElse(CommitSpec.KeyType.GPG));
  }

  private static PushSpec push(Fields push) {
    Optional<String> refspec = push.string("refspec");
    refspec.flatMap(ImageUpdateAutomations::refusal).ifPresent(why -> push.refuse("refspec", why));
    return new PushSpec(push.string("branch"), refspec, push.stringMap("options"));
  }

  private static Optional<String> refusal(String refspec) {
    return switch (refspec.charAt(0)) {
      case ':' -> Optional.of("push refspec must not specify a deletion");
      case '+' -> Optional.of("push refspec must not specify a force update");
      default -> Optional.empty();
    };
  }

  private static UpdateSpec update(Fields update) {
    return new UpdateSpec(
        update
            .choice("strategy", UpdateSpec.Strategy.values(), UpdateSpec.Strategy::text)
            .orElse(UpdateSpec.Strategy.SETTERS),
        update.string("path").orElse(""));
  }

  private static LabelSelector selector(Fields selector) {
    return new LabelSelector(
        selector.stringMap("matchLabels"),
        selector.objects("matchExpressions").stream()
            .map(ImageUpdateAutomations::expression)
            .toList());
  }

  private static LabelSelector.Expression expression(Fields expression) {
    return new LabelSelector.Expression(
        expression.required("key"), expression.required("operator"), expression.strings("values"));
  }
}
