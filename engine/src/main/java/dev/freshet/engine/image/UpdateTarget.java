package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.CommitSpec;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.PushTarget;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.credential.GitRemoteException;
import dev.freshet.engine.credential.GitRemotes;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.push.Author;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.object.KnownObjects;

/** Where one automation reads and writes: the remote, what to check out, where to push, as whom. */
record UpdateTarget(GitRemote remote, CheckoutRef checkout, PushTarget push, Author author) {

  /** Resolves an automation against the objects it refers to. */
  static UpdateTarget of(
      KnownObjects objects, ImageUpdateAutomation automation, GitRemotes remotes) {
    CommitSpec commit = automation.requireGit().commit();
    if (commit.signingKey().isPresent()) {
      // Unsigned commits where the user wants signed ones would be worse than none.
      throw new ReasonedException(
          Reason.SOURCE_MANAGER_FAILED,
          "failed configuring source manager: signing commits (spec.git.commit.signingKey) is not"
              + " there yet");
    }
    NamespacedName source = automation.sourceRef();
    if (objects.crossNamespaceRefs() == KnownObjects.CrossNamespaceRefs.BLOCKED
        && !source.namespace().equals(automation.metadata().namespace())) {
      throw new ReasonedException(
          Reason.SOURCE_ACCESS_DENIED,
          "can't access 'GitRepository/%s', cross-namespace references have been blocked"
              .formatted(source));
    }
    GitRepository repository =
        objects
            .find(GitRepository.KIND, source)
            .orElseThrow(() ->
                new ReasonedException(
                    Reason.SOURCE_MANAGER_FAILED,
                    "failed configuring source manager: "
                        + objects
                            .refusal(GitRepository.KIND, source, automation.metadata().namespace())
                            .orElse(
                                "referenced git repository does not exist: GitRepository.source.toolkit.fluxcd.io \"%s\" not found"
                                    .formatted(source.name()))));
    PushTarget push = automation.pushTarget(repository);
    return new UpdateTarget(
        remote(objects, repository, remotes),
        automation.checkoutRef(repository).map(GitRemotes::checkout).orElse(CheckoutRef.DEFAULT),
        push,
        new Author(commit.author().name(), commit.author().email()));
  }

  private static GitRemote remote(
      KnownObjects objects, GitRepository repository, GitRemotes remotes) {
    try {
      return remotes.of(objects, repository);
    } catch (GitRemoteException failure) {
      throw UpdateFailures.of(failure, repository);
    }
  }
}
