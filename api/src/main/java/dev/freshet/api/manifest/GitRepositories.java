package dev.freshet.api.manifest;

import dev.freshet.api.Metadata;
import dev.freshet.api.source.GitProvider;
import dev.freshet.api.source.GitRepository;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the spec of a GitRepository, fields that only artifacts need included. */
final class GitRepositories {
  private static final Pattern URL = Pattern.compile("(?:http|https|ssh)://.*", Pattern.DOTALL);
  private static final String[] VERIFY_MODES = {"head", "HEAD", "Tag", "TagAndHEAD"};
  private static final String[] IMPLEMENTATIONS = {"go-git", "libgit2"};
  private static final int LONGEST_ACCOUNT = 253;

  private GitRepositories() {}

  static GitRepository read(Metadata metadata, Fields root) {
    Fields spec = root.requiredObject("spec");
    checkArtifactFields(spec);
    GitProvider provider =
        spec.choice("provider", GitProvider.values(), GitProvider::text)
            .orElse(GitProvider.GENERIC);
    return new GitRepository(
        metadata,
        url(spec),
        spec.interval("interval"),
        spec.timeout("timeout").orElse(GitRepository.DEFAULT_TIMEOUT),
        spec.object("ref").map(References::read),
        spec.reference("secretRef"),
        spec.reference("proxySecretRef"),
        provider,
        serviceAccount(spec, provider),
        spec.flag("suspend"));
  }

  private static String url(Fields spec) {
    String url = spec.required("url");
    if (!url.isEmpty() && !URL.matcher(url).matches()) {
      spec.refuse(
          "url",
          "Invalid value: \"%s\": must begin with http://, https:// or ssh://"
              .formatted(withoutUser(url)));
    }
    return url;
  }

  // A mistyped scheme must not put the password of the URL into a message.
  private static String withoutUser(String url) {
    int at = url.indexOf('@');
    return at < 0 ? url : "..." + url.substring(at);
  }

  private static Optional<String> serviceAccount(Fields spec, GitProvider provider) {
    Optional<String> account = spec.string("serviceAccountName", LONGEST_ACCOUNT);
    if (account.isPresent() && provider != GitProvider.AZURE && provider != GitProvider.AWS) {
      spec.refuseRule(
          "serviceAccountName",
          "spec.serviceAccountName is only accepted when spec.provider is set to 'azure' or 'aws'");
    }
    return account;
  }

  private static void checkArtifactFields(Fields spec) {
    spec.choice("gitImplementation", IMPLEMENTATIONS, Function.identity());
    spec.object("accessFrom").ifPresent(ImageRepositories::accessFrom);
    spec.string("ignore");
    spec.flag("recurseSubmodules");
    spec.strings("sparseCheckout");
    spec.object("verify").ifPresent(GitRepositories::checkVerify);
    spec.objects("include").forEach(GitRepositories::checkInclude);
  }

  private static void checkVerify(Fields verify) {
    verify.choice("mode", VERIFY_MODES, Function.identity());
    verify.requiredObject("secretRef").required("name");
  }

  private static void checkInclude(Fields include) {
    include.requiredObject("repository").required("name");
    include.string("fromPath");
    include.string("toPath");
  }
}
