package dev.freshet.api.image;

import dev.freshet.api.LabelSelector;
import dev.freshet.api.Metadata;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.field.Fields;
import dev.freshet.api.source.GitReference;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import java.util.Optional;
import java.util.function.Function;

/** Reads the spec of an ImageUpdateAutomation. */
final class ImageUpdateAutomationReader {
  private ImageUpdateAutomationReader() {}

  static ImageUpdateAutomation read(Metadata metadata, Fields root) {
    Fields spec = root.requiredObject("spec");
    return new ImageUpdateAutomation(
        metadata,
        source(spec.requiredObject("sourceRef"), metadata.namespace()),
        spec.object("git").map(ImageUpdateAutomationReader::git),
        spec.interval("interval"),
        spec.object("policySelector").map(ImageUpdateAutomationReader::selector),
        spec.object("update").map(ImageUpdateAutomationReader::update).orElse(UpdateSpec.DEFAULT),
        spec.flag("suspend"));
  }

  private static NamespacedName source(Fields ref, String ownNamespace) {
    ref.string("apiVersion");
    only(
        ref,
        "kind",
        GitRepository.KIND.name(),
        Reason.INVALID_SOURCE_CONFIGURATION,
        "source kind '%s' not supported: invalid source configuration");
    return new NamespacedName(ref.string("namespace").orElse(ownNamespace), ref.required("name"));
  }

  private static GitSpec git(Fields git) {
    return new GitSpec(
        git.object("checkout").map(checkout -> GitReference.read(checkout.requiredObject("ref"))),
        commit(git.requiredObject("commit")),
        git.object("push").map(ImageUpdateAutomationReader::push).orElse(PushSpec.NONE));
  }

  private static CommitSpec commit(Fields commit) {
    return new CommitSpec(
        author(commit.requiredObject("author")),
        commit.object("signingKey").map(ImageUpdateAutomationReader::signingKey),
        commit.string("messageTemplate").orElse(""),
        commit.stringMap("messageTemplateValues"));
  }

  private static CommitSpec.Author author(Fields author) {
    return new CommitSpec.Author(author.string("name").orElse(""), author.requiredOrEmpty("email"));
  }

  private static CommitSpec.SigningKey signingKey(Fields key) {
    return new CommitSpec.SigningKey(
        key.requiredObject("secretRef").required("name"),
        key.choice("type", CommitSpec.KeyType.values(), CommitSpec.KeyType::text)
            .orElse(CommitSpec.KeyType.GPG));
  }

  private static PushSpec push(Fields push) {
    Optional<String> refspec = push.string("refspec");
    refspec
        .flatMap(ImageUpdateAutomationReader::refusal)
        .ifPresent(why -> {
          if (push.isAdmitted()) {
            push.stall(Reason.INVALID_SOURCE_CONFIGURATION, why + ": invalid source configuration");
          } else {
            push.refuse("refspec", why);
          }
        });
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
    only(
        update,
        "strategy",
        UpdateSpec.Strategy.SETTERS.text(),
        Reason.INVALID_UPDATE_STRATEGY,
        "unsupported update strategy: %s");
    return new UpdateSpec(UpdateSpec.Strategy.SETTERS, update.string("path").orElse(""));
  }

  /** A field for one word; of another that was let pass Flux has words of its own. */
  private static void only(Fields fields, String name, String word, Reason reason, String words) {
    if (fields.isAdmitted()) {
      fields
          .string(name)
          .filter(given -> !given.equals(word))
          .ifPresent(given -> fields.stall(reason, words.formatted(given)));
    } else {
      fields.choice(name, new String[] {word}, Function.identity());
    }
  }

  private static LabelSelector selector(Fields selector) {
    return new LabelSelector(
        selector.stringMap("matchLabels"),
        selector.objects("matchExpressions").stream()
            .map(ImageUpdateAutomationReader::expression)
            .toList());
  }

  private static LabelSelector.Expression expression(Fields expression) {
    return new LabelSelector.Expression(
        expression.required("key"), expression.required("operator"), expression.strings("values"));
  }
}
