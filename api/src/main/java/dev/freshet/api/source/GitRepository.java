package dev.freshet.api.source;

import dev.freshet.api.Metadata;
import dev.freshet.api.kind.ApiGroup;
import dev.freshet.api.kind.Column;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Listing;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.NamespacedName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
          GitRepositoryReader::read,
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
}
