package dev.freshet.engine.pipeline;

import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.SecretValue;
import dev.freshet.api.source.GitProvider;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitTransport;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.OutsideText;
import dev.freshet.core.Reason;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.proxy.ProxyAddress;
import java.util.Map;
import java.util.Optional;

/**
 * The remotes of GitRepositories that are run themselves. The same as an automation's, but Flux
 * tells of what is wrong with them under other reasons.
 */
final class SourceRemotes {
  private static final String GITHUB_APP = "githubAppID";
  static final String NO_APP =
      "secretRef with github app data must be specified when provider is set to github";

  private final GitRemotes remotes;

  SourceRemotes(GitRemotes remotes) {
    this.remotes = remotes;
  }

  GitRemote of(KnownObjects objects, GitRepository repository) {
    Optional<ProxyAddress> proxy =
        repository
            .proxySecretRef()
            .map(
                name -> Secrets.proxy(objects, key(repository, name), SourceRemotes::proxyRefused));
    requireAddress(repository);
    Optional<Secret> secret = repository.secretRef().map(name -> login(objects, repository, name));
    requireProvider(repository, secret);
    try {
      GitAccess access =
          secret
              .map(found -> GitAccess.fromSecret(SecretValue.bytes(found.values())))
              .orElse(GitAccess.ANONYMOUS);
      GitRemote remote =
          GitRemote.parse(
              repository.url(), proxy.map(access::withProxy).orElse(access), repository.timeout());
      return secret.isPresent() ? remote : remotes.withUnnamed(remote);
    } catch (InvalidInputException cause) {
      throw new AutomationException(
          Reason.AUTHENTICATION_FAILED,
          "failed to configure authentication options: " + cause.getMessage(),
          cause);
    }
  }

  private static void requireAddress(GitRepository repository) {
    if (repository.transport() == GitTransport.SSH) {
      throw new AutomationException(
          Reason.FEATURE_GATE_DISABLED, "git over ssh:// is not there yet; use an https:// URL");
    }
    try {
      GitRemote.requireAddress(repository.url());
    } catch (InvalidInputException cause) {
      throw new AutomationException(
          Reason.URL_INVALID,
          "failed to parse url '%s': %s"
              .formatted(withoutUser(repository.url()), cause.getMessage()),
          cause);
    }
  }

  /** The user part may hold a password. */
  private static String withoutUser(String url) {
    int start = url.indexOf("://");
    int end = url.lastIndexOf('@');
    return OutsideText.excerpt(
        start >= 0 && end > start ? url.substring(0, start + 3) + url.substring(end + 1) : url);
  }

  private static void requireProvider(GitRepository repository, Optional<Secret> secret) {
    GitProvider provider = repository.provider();
    boolean app = secret.filter(found -> isApp(found.values())).isPresent();
    if (provider == GitProvider.GITHUB && !app) {
      throw new AutomationException(
          secret.isEmpty() ? Reason.PROVIDER_WITHOUT_SECRET : Reason.INVALID_PROVIDER_CONFIGURATION,
          NO_APP);
    }
    if (provider == GitProvider.GENERIC && app) {
      throw new AutomationException(
          Reason.INVALID_PROVIDER_CONFIGURATION, appWithoutProvider(repository));
    }
    if (repository.serviceAccountName().isPresent()) {
      throw new AutomationException(
          Reason.FEATURE_GATE_DISABLED,
          "to use spec.serviceAccountName for provider authentication please enable the"
              + " ObjectLevelWorkloadIdentity feature gate in the controller");
    }
    if (provider != GitProvider.GENERIC) {
      throw new AutomationException(
          Reason.FEATURE_GATE_DISABLED,
          "provider '%s' is not there yet; use a secretRef with a token"
              .formatted(provider.text()));
    }
  }

  static boolean isApp(Map<String, SecretValue> values) {
    return values.containsKey(GITHUB_APP);
  }

  static String appWithoutProvider(GitRepository repository) {
    return "secretRef '%s/%s' has github app data but provider is not set to github"
        .formatted(repository.metadata().namespace(), repository.secretRef().orElseThrow());
  }

  private static AutomationException proxyRefused(String problem) {
    return new AutomationException(
        Reason.AUTHENTICATION_FAILED, "failed to configure proxy options: " + problem);
  }

  private static Secret login(KnownObjects objects, GitRepository repository, String name) {
    NamespacedName key = key(repository, name);
    String failed = "failed to get secret '%s': ".formatted(key);
    return Secrets.required(
        objects,
        key,
        // Flux says it twice.
        why -> new AutomationException(Reason.AUTHENTICATION_FAILED, failed + failed + why));
  }

  private static NamespacedName key(GitRepository repository, String name) {
    return new NamespacedName(repository.metadata().namespace(), name);
  }
}
