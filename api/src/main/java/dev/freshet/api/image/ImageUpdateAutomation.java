package dev.freshet.api.image;

import dev.freshet.api.LabelRequirement;
import dev.freshet.api.LabelSelector;
import dev.freshet.api.Metadata;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.field.Fields;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.source.GitReference;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where the selected tags are written: a Git repository, a path in it, a branch to push. */
public record ImageUpdateAutomation(
    Metadata metadata,
    NamespacedName sourceRef,
    Optional<GitSpec> git,
    Duration interval,
    Optional<LabelSelector> policySelector,
    UpdateSpec update,
    boolean suspend)
    implements Reconcilable {
  public static final Kind<ImageUpdateAutomation, ImageUpdateAutomationStatus> KIND =
      new Kind<>(
          ImageUpdateAutomation.class,
          ImageRepository.GROUP,
          "imageupdateautomations",
          "image-automation-controller",
          Reader::read,
          ImageUpdateAutomationStatusJson.CODEC,
          List.of(
              Kind.Reference.byName(
                  () -> GitRepository.KIND,
                  Kind.Reference.Use.SPEC,
                  automation -> List.of(automation.sourceRef())),
              Kind.Reference.toAllInNamespace(
                  () -> ImagePolicy.KIND, Kind.Reference.Use.AWAITED_RESULT)),
          new Listing<>(
              ImageRepository.FAMILY,
              "update",
              "Run an image update automation now.",
              List.of(
                  new Column<>(
                      "LAST RUN",
                      (_, status) -> new Column.Cell.Time(status.lastAutomationRunTime())),
                  Column.suspended()),
              _ -> ""));

  @Override
  public Kind<ImageUpdateAutomation, ImageUpdateAutomationStatus> kind() {
    return KIND;
  }

  /** The Git side; the schema lets it be absent, an automation cannot run without. */
  public GitSpec requireGit() {
    return git.orElseThrow(() ->
        new ReasonedException(
            Reason.INVALID_SOURCE_CONFIGURATION,
            "source kind 'GitRepository' necessitates field .spec.git: invalid source"
                + " configuration"));
  }

  /** Whether this automation writes the policy's selection: same namespace, labels selected. */
  public boolean selects(ImagePolicy policy) {
    return policy.metadata().namespace().equals(metadata.namespace())
        && requireSelector().stream()
            .allMatch(requirement -> requirement.accepts(policy.metadata().labels()));
  }

  /** What the policies' labels have to meet; refuses a senseless selector, as is told to users. */
  public List<LabelRequirement> requireSelector() {
    try {
      return policySelector.map(LabelSelector::requirements).orElse(List.of());
    } catch (InvalidInputException cause) {
      throw new ReasonedException(
          Reason.INVALID_POLICY_SELECTOR,
          "failed to parse policy selector: " + cause.getMessage(),
          cause);
    }
  }

  /** What to check out: the automation's own reference as a whole, else the repository's. */
  public Optional<GitReference> checkoutRef(GitRepository repository) {
    return requireGit().checkoutRef().or(repository::ref);
  }

  /** Where to push; an absent push branch is the checkout branch, if one is named. */
  public PushTarget pushTarget(GitRepository repository) {
    PushSpec push = requireGit().push();
    Optional<GitReference> checkout = checkoutRef(repository);
    Optional<String> read = checkout.flatMap(GitReference::branch);
    String branch = push.branch().or(() -> read).orElseThrow(ImageUpdateAutomation::noPushBranch);
    // Without any reference the default branch is read; a tag or commit is never a branch.
    String compared = checkout.isEmpty() ? GitReference.DEFAULT_BRANCH : read.orElse("");
    PushTarget.Switch switching =
        branch.equals(compared) ? PushTarget.Switch.SAME_BRANCH : PushTarget.Switch.OTHER_BRANCH;
    return new PushTarget(branch, switching, push.refspec(), push.options());
  }

  private static AutomationException noPushBranch() {
    return new ReasonedException(
        Reason.SOURCE_MANAGER_FAILED,
        "failed configuring source manager: push spec not provided, and cannot be inferred from"
            + " .spec.git.checkout.ref or GitRepository .spec.ref");
  }

  /** Reads the spec of an ImageUpdateAutomation. */
  private static final class Reader {
    private Reader() {}

    static ImageUpdateAutomation read(Metadata metadata, Fields root) {
      Fields spec = root.requiredObject("spec");
      return new ImageUpdateAutomation(
          metadata,
          source(spec.requiredObject("sourceRef"), metadata.namespace()),
          spec.object("git").map(Reader::git),
          spec.interval("interval"),
          spec.object("policySelector").map(Reader::selector),
          spec.object("update").map(Reader::update).orElse(UpdateSpec.DEFAULT),
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
          git.object("push").map(Reader::push).orElse(PushSpec.NONE));
    }

    private static CommitSpec commit(Fields commit) {
      return new CommitSpec(
          author(commit.requiredObject("author")),
          commit.object("signingKey").map(Reader::signingKey),
          commit.string("messageTemplate").orElse(""),
          commit.stringMap("messageTemplateValues"));
    }

    private static CommitSpec.Author author(Fields author) {
      return new CommitSpec.Author(
          author.string("name").orElse(""), author.requiredOrEmpty("email"));
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
          .flatMap(Reader::refusal)
          .ifPresent(why -> {
            if (push.isAdmitted()) {
              push.stall(
                  Reason.INVALID_SOURCE_CONFIGURATION, why + ": invalid source configuration");
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
          selector.objects("matchExpressions").stream().map(Reader::expression).toList());
    }

    private static LabelSelector.Expression expression(Fields expression) {
      return new LabelSelector.Expression(
          expression.required("key"),
          expression.required("operator"),
          expression.strings("values"));
    }
  }
}
