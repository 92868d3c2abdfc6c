package dev.freshet.engine.credential;

import dev.freshet.api.secret.Secret;
import dev.freshet.api.source.GitProvider;
import dev.freshet.api.source.GitReference;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitTransport;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.credential.GitRemoteException.Failure;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.object.KnownObjects;
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
  private static final String GITHUB_APP = "githubAppID";
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

  /**
   * The remote of a repository; what is wrong with it is thrown as a {@link GitRemoteException}, in
   * Flux's order.
   */
  public GitRemote of(KnownObjects objects, GitRepository repository) {
    Optional<ProxyAddress> proxy =
        repository
            .proxySecretRef()
            .map(name ->
                Secrets.proxy(
                    objects,
                    key(repository, name),
                    problem -> new GitRemoteException(Failure.PROXY, problem)));
    requireAddress(repository);
    Optional<Map<String, SecretValue>> secret =
        repository.secretRef().map(name -> values(objects, repository, name));
    requireProvider(repository, secret);
    try {
      GitAccess access =
          secret
              .map(values -> GitAccess.fromSecret(SecretValue.bytes(values)))
              .orElse(GitAccess.ANONYMOUS);
      GitRemote remote =
          GitRemote.parse(
              repository.url(), proxy.map(access::withProxy).orElse(access), repository.timeout());
      return secret.isPresent() ? remote : withUnnamed(remote);
    } catch (InvalidInputException cause) {
      throw new GitRemoteException(Failure.CREDENTIALS, cause);
    }
  }

  private static void requireAddress(GitRepository repository) {
    if (repository.transport() == GitTransport.SSH) {
      throw new GitRemoteException(
          Failure.TRANSPORT, "git over ssh:// is not there yet; use an https:// URL");
    }
    try {
      GitRemote.requireAddress(repository.url());
    } catch (InvalidInputException cause) {
      throw new GitRemoteException(Failure.ADDRESS, cause);
    }
  }

  private static void requireProvider(
      GitRepository repository, Optional<Map<String, SecretValue>> secret) {
    GitProvider provider = repository.provider();
    boolean app = secret.filter(values -> values.containsKey(GITHUB_APP)).isPresent();
    if (provider == GitProvider.GITHUB && !app) {
      throw new GitRemoteException(
          secret.isEmpty() ? Failure.APP_WITHOUT_SECRET : Failure.SECRET_WITHOUT_APP,
          "secretRef with github app data must be specified when provider is set to github");
    }
    if (provider == GitProvider.GENERIC && app) {
      throw new GitRemoteException(
          Failure.APP_WITHOUT_PROVIDER,
          "secretRef '%s' has github app data but provider is not set to github"
              .formatted(key(repository, repository.secretRef().orElseThrow())));
    }
    if (provider != GitProvider.GENERIC) {
      throw new GitRemoteException(
          Failure.PROVIDER,
          "provider '%s' is not there yet; use a secretRef with a token"
              .formatted(provider.text()));
    }
  }

  /** A remote that no object describes. */
  public GitRemote of(String url) {
    return withUnnamed(GitRemote.parse(url, GitAccess.ANONYMOUS, GitRemote.DEFAULT_TIMEOUT));
  }

  /** The remote with the credentials there are for its URL, where it has none of its own. */
  private GitRemote withUnnamed(GitRemote remote) {
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
    Secret secret =
        Secrets.required(
            objects,
            key(repository, name),
            problem -> new GitRemoteException(Failure.SECRET, problem));
    try {
      return secret.values();
    } catch (InvalidInputException encrypted) {
      throw new GitRemoteException(Failure.CREDENTIALS, encrypted);
    }
  }

  private static NamespacedName key(GitRepository repository, String name) {
    return new NamespacedName(repository.metadata().namespace(), name);
  }

  /** What a reference means to Git. */
  public static CheckoutRef checkout(GitReference ref) {
    return CheckoutRef.of(
        text(ref.commit()),
        text(ref.name()),
        text(ref.tag()),
        text(ref.semver()),
        text(ref.branch()));
  }

  private static String text(Optional<String> field) {
    return field.orElse("");
  }
}
