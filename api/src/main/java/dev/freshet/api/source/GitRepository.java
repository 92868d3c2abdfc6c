package dev.freshet.api.source;

import dev.freshet.api.Metadata;
import dev.freshet.api.field.Fields;
import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.NamespacedName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A Git repository, how to reach it, and what of it goes into the artifact that others consume. */
public record GitRepository(
    Metadata metadata,
    String url,
    Duration interval,
    Duration timeout,
    Optional<GitReference> ref,
    Optional<String> secretRef,
    Optional<String> proxySecretRef,
    GitProvider provider,
    Optional<String> serviceAccountName,
    ContentSpec content,
    Optional<Verification> verify,
    boolean suspend)
    implements Reconcilable {
  public static final Kind<GitRepository, GitRepositoryStatus> KIND =
      new Kind<>(
          GitRepository.class,
          ApiGroup.partial("source.toolkit.fluxcd.io"),
          "gitrepositories",
          "source-controller",
          Reader::read,
          GitRepositoryStatusJson.CODEC,
          List.of(
              Kind.Reference.byName(
                  () -> GitRepository.KIND, Kind.Reference.Use.RESULT, GitRepository::included)),
          new Listing<>(
              "source",
              "git",
              "Fetch a Git repository now.",
              List.of(
                  new Column<>(
                      "REVISION",
                      (_, status) ->
                          new Column.Cell.Text(
                              status.artifact().map(Artifact::revision).orElse(""))),
                  Column.suspended()),
              status ->
                  "fetched revision " + status.artifact().map(Artifact::revision).orElse("")));

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  @Override
  public Kind<GitRepository, GitRepositoryStatus> kind() {
    return KIND;
  }

  /** The repositories whose artifacts go into its own. */
  public List<NamespacedName> included() {
    return content.include().stream()
        .map(include -> new NamespacedName(metadata.namespace(), include.repository()))
        .toList();
  }

  public GitTransport transport() {
    if (url.startsWith("ssh://")) {
      return GitTransport.SSH;
    }
    return url.startsWith("https://") ? GitTransport.HTTPS : GitTransport.HTTP;
  }

  /** Reads the spec of a GitRepository. */
  private static final class Reader {
    private static final List<String> SCHEMES = List.of("http://", "https://", "ssh://");
    private static final String[] VERIFY_MODES = {"head", "HEAD", "Tag", "TagAndHEAD"};
    private static final String[] IMPLEMENTATIONS = {"go-git", "libgit2"};
    private static final int LONGEST_ACCOUNT = 253;

    private Reader() {}

    static GitRepository read(Metadata metadata, Fields root) {
      Fields spec = root.requiredObject("spec");
      acceptRetired(spec);
      GitProvider provider =
          spec.choice("provider", GitProvider.values(), GitProvider::text)
              .orElse(GitProvider.GENERIC);
      return new GitRepository(
          metadata,
          url(spec),
          spec.interval("interval"),
          spec.timeout("timeout").orElse(GitRepository.DEFAULT_TIMEOUT),
          spec.object("ref").map(GitReference::read),
          spec.reference("secretRef"),
          spec.reference("proxySecretRef"),
          provider,
          serviceAccount(spec, provider),
          content(spec),
          spec.object("verify").map(Reader::verification),
          spec.flag("suspend"));
    }

    private static String url(Fields spec) {
      String url = spec.required("url");
      if (!url.isEmpty() && SCHEMES.stream().noneMatch(url::startsWith)) {
        spec.refuse(
            "url",
            "Invalid value: \"%s\": must begin with http://, https:// or ssh://"
                .formatted(withoutUser(url)));
      }
      return url;
    }

    // A mistyped scheme must not put the password of the URL into a message.
    private static String withoutUser(String url) {
      int at = url.lastIndexOf('@'); // a password may hold one too
      return at < 0 ? url : "..." + url.substring(at);
    }

    private static Optional<String> serviceAccount(Fields spec, GitProvider provider) {
      Optional<String> account = spec.string("serviceAccountName", LONGEST_ACCOUNT);
      if (account.isPresent() && provider != GitProvider.AZURE && provider != GitProvider.AWS) {
        spec.refuseRule(
            "serviceAccountName",
            "spec.serviceAccountName is only accepted when spec.provider is set to 'azure' or"
                + " 'aws'");
      }
      return account;
    }

    /** Fields of earlier versions, which have no effect any more. */
    private static void acceptRetired(Fields spec) {
      spec.choice("gitImplementation", IMPLEMENTATIONS, Function.identity());
      spec.object("accessFrom")
          .ifPresent(retired ->
              retired
                  .requiredObjects("namespaceSelectors")
                  .forEach(selector -> selector.stringMap("matchLabels")));
    }

    private static ContentSpec content(Fields spec) {
      return new ContentSpec(
          spec.stringOrEmpty("ignore"),
          spec.flag("recurseSubmodules"),
          spec.objects("include").stream().map(Reader::include).toList(),
          spec.strings("sparseCheckout"));
    }

    private static Include include(Fields include) {
      return new Include(
          include.requiredObject("repository").required("name"),
          include.string("fromPath"),
          include.string("toPath"));
    }

    private static Verification verification(Fields verify) {
      VerificationMode mode =
          switch (verify.choice("mode", VERIFY_MODES, Function.identity()).orElse("")) {
            case "Tag" -> VerificationMode.TAG;
            case "TagAndHEAD" -> VerificationMode.TAG_AND_HEAD;
            default -> VerificationMode.HEAD; // absent, or spelled as of old
          };
      return new Verification(mode, verify.requiredObject("secretRef").required("name"));
    }
  }
}
