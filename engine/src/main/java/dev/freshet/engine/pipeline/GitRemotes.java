package dev.freshet.engine.pipeline;

import dev.freshet.api.secret.SecretValue;
import dev.freshet.api.source.GitProvider;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitTransport;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.proxy.ProxyAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The remotes of GitRepositories, with the credentials of their Secrets. Where an object names no
 * Secret, the user's own Git is asked, and its answer counts for a few minutes.
 */
public final class GitRemotes {
  private static final Duration ANSWER_COUNTS = Duration.ofMinutes(5);

  private record Answer(Optional<GitCredentials> credentials, Instant at) {
    boolean counts(Instant now) {
      return at.plus(ANSWER_COUNTS).isAfter(now);
    }
  }

  private final Function<String, Optional<GitCredentials>> unnamed;
  private final InstantSource steady;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /**
   * @param unnamed the credentials for a URL whose repository names none
   * @param steady a clock that never goes back
   */
  public GitRemotes(Function<String, Optional<GitCredentials>> unnamed, InstantSource steady) {
    this.unnamed = unnamed;
    this.steady = steady;
  }

  GitRemote of(KnownObjects objects, GitRepository repository) {
    String object = "GitRepository " + repository.metadata().key();
    if (repository.transport() == GitTransport.SSH) {
      throw refused(object + ": git over ssh:// is not there yet; use an https:// URL");
    }
    if (repository.provider() == GitProvider.GITHUB && repository.secretRef().isEmpty()) {
      throw misconfigured(SourceRemotes.NO_APP);
    }
    if (repository.provider() != GitProvider.GENERIC) {
      throw refused(
          "%s: provider '%s' is not there yet; use a secretRef with a token"
              .formatted(object, repository.provider().text()));
    }
    requireAddress(object, repository);
    Optional<ProxyAddress> proxy =
        repository
            .proxySecretRef()
            .map(name -> Secrets.proxy(objects, key(repository, name), GitRemotes::refused));
    try {
      GitAccess access =
          repository
              .secretRef()
              .map(name -> values(objects, repository, name))
              .map(values -> access(repository, values))
              .orElse(GitAccess.ANONYMOUS);
      GitRemote remote =
          GitRemote.parse(
              repository.url(), proxy.map(access::withProxy).orElse(access), repository.timeout());
      return repository.secretRef().isPresent() ? remote : withUnnamed(remote);
    } catch (InvalidInputException cause) {
      throw refused("failed to configure authentication options: " + cause.getMessage());
    }
  }

  private static void requireAddress(String object, GitRepository repository) {
    try {
      GitRemote.requireAddress(repository.url());
    } catch (InvalidInputException cause) {
      throw refused("%s: %s".formatted(object, cause.getMessage()));
    }
  }

  private static GitAccess access(GitRepository repository, Map<String, SecretValue> values) {
    if (SourceRemotes.isApp(values)) {
      throw misconfigured(SourceRemotes.appWithoutProvider(repository));
    }
    return GitAccess.fromSecret(SecretValue.bytes(values));
  }

  private static AutomationException misconfigured(String problem) {
    return new AutomationException(
        Reason.INVALID_SOURCE_CONFIGURATION, problem + ": invalid source configuration");
  }

  /** A remote that no object describes. */
  public GitRemote of(String url) {
    return withUnnamed(GitRemote.parse(url, GitAccess.ANONYMOUS, GitRemote.DEFAULT_TIMEOUT));
  }

  /** The remote with the credentials there are for its URL, where it has none of its own. */
  GitRemote withUnnamed(GitRemote remote) {
    if (!(remote.access().credentials() instanceof GitCredentials.Anonymous)) {
      return remote;
    }
    Instant now = steady.instant();
    answers.values().removeIf(last -> !last.counts(now));
    Answer answer =
        answers.compute(
            remote.url(), (url, last) -> last != null ? last : new Answer(unnamed.apply(url), now));
    return answer
        .credentials()
        .map(found ->
            new GitRemote(remote.url(), remote.access().withCredentials(found), remote.timeout()))
        .orElse(remote);
  }

  private static Map<String, SecretValue> values(
      KnownObjects objects, GitRepository repository, String name) {
    NamespacedName key = key(repository, name);
    return Secrets.required(
            objects, key, why -> refused("failed to get auth secret '%s': %s".formatted(key, why)))
        .values();
  }

  private static NamespacedName key(GitRepository repository, String name) {
    return new NamespacedName(repository.metadata().namespace(), name);
  }

  private static AutomationException refused(String message) {
    return new AutomationException(
        Reason.SOURCE_MANAGER_FAILED, "failed configuring source manager: " + message);
  }
}
