package dev.freshet.engine.git.push;

import dev.freshet.core.Backoff;
import dev.freshet.core.Cutoff;
import dev.freshet.core.plan.FileChange;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.git.failure.GitFailures;
import dev.freshet.engine.git.push.PendingUpdate.Planned;
import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.git.remote.LocalCopy;
import dev.freshet.engine.git.remote.PushReport;
import dev.freshet.engine.git.remote.RemoteSession;
import dev.freshet.engine.git.remote.RemoteSession.RefPush;
import dev.freshet.engine.git.tree.ManifestTree;
import dev.freshet.engine.git.tree.MemoryShares;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Updates of one branch that share a push. Plans them one on top of the other on the newest head,
 * and starts over when somebody else's push comes first.
 */
final class PushBatch {
  private static final int MAX_ATTEMPTS = 10;
  private static final int MAX_UPDATES = 100;
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));

  /** How one attempt ended. */
  private sealed interface Attempt {
    record Finished() implements Attempt {}

    /** Another writer moved the branch; the reason is what to say when it keeps happening. */
    record Overtaken(String reason) implements Attempt {}

    record Refused(String reason) implements Attempt {}
  }

  /** Takes those out of the queue who wait and are accepted. */
  @FunctionalInterface
  interface Joining {
    List<PendingUpdate> take(Predicate<PendingUpdate> accepted);
  }

  private final LocalCopy copy;
  private final String branch;
  private final Joining joining;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final List<PendingUpdate> updates = new ArrayList<>();
  private final Set<String> listed = new LinkedHashSet<>();
  private boolean refused;

  /**
   * @param joining those who may join until it is pushed
   */
  PushBatch(
      String branch,
      PendingUpdate first,
      Joining joining,
      InstantSource clock,
      RandomGenerator random) {
    this.copy = first.copy();
    this.branch = branch;
    this.joining = joining;
    this.clock = clock;
    this.random = random;
    updates.add(first);
  }

  /** The updates that have no outcome yet. */
  List<PendingUpdate> updates() {
    return updates.stream().filter(update -> !update.isDone()).toList();
  }

  /** True when the server refused the push of several updates and each may be tried alone. */
  boolean isRefused() {
    return refused;
  }

  private boolean accepts(PendingUpdate update) {
    UpdateRequest first = updates.getFirst().request();
    return updates.size() < MAX_UPDATES
        // What one namespace's plan costs is not for another to wait for.
        && update.copy().hold().namespace().equals(copy.hold().namespace())
        && update.request().options().equals(first.options())
        // A second push belongs to its commit alone.
        && update.request().refspec().isEmpty()
        && first.refspec().isEmpty()
        && (listed.isEmpty() || listed.containsAll(prefixes(update)));
  }

  void run() {
    try {
      attempts();
    } catch (CancellationException givenUp) {
      // The others serve themselves when it is their turn.
      updates.getFirst().fail(givenUp);
    } catch (RuntimeException failure) {
      updates().forEach(update -> update.fail(failure));
    }
  }

  private void attempts() {
    for (int attempt = 1; !updates().isEmpty(); attempt++) {
      GitFailures.unlessGivenUp();
      switch (copy.repairing(this::attempt)) {
        case Attempt.Finished() -> {
          return;
        }
        case Attempt.Overtaken(String reason) -> {
          if (attempt == MAX_ATTEMPTS) {
            throw new GitException(Problem.PUSH_OVERTAKEN, reason);
          }
          pause(attempt);
        }
        case Attempt.Refused(String reason) -> {
          if (updates().size() == 1) {
            throw new GitException(Problem.PUSH_REFUSED, reason);
          }
          refused = true;
          return;
        }
      }
    }
  }

  /** Two processes that race would otherwise keep meeting. */
  private void pause(int attempt) {
    LockSupport.parkNanos(random.nextLong(PAUSES.after(attempt).toNanos()));
  }

  private Attempt attempt() throws IOException {
    try (MemoryShares.Share share = copy.hold().share()) {
      return attempt(copy.hold().manifests(share));
    }
  }

  private Attempt attempt(ManifestTree manifests) throws IOException {
    join();
    listed.clear();
    updates().forEach(update -> listed.addAll(prefixes(update)));
    RemoteSession session = copy.session();
    RefListing listing;
    try {
      listing = session.list(listed);
      updates().forEach(update -> update.copy().hold().accepted());
    } catch (IOException failure) {
      GitFailures.unlessGivenUp();
      updates()
          .forEach(update ->
              update.fail(copy.unreachable(session, failure, update.request().approach())));
      return new Attempt.Finished();
    }
    try (CommitWriter writer = new CommitWriter(copy.store().repository())) {
      List<Planned> planned = plan(session, listing, writer, manifests);
      copy.store().index().save();
      List<Planned> committed =
          planned.stream().filter(update -> update.commit().isPresent()).toList();
      if (!committed.isEmpty()) {
        writer.flush();
        Attempt pushed = push(listing, committed);
        if (!(pushed instanceof Attempt.Finished)) {
          return pushed;
        }
        copy.store().remember(committed.getLast().commit().orElseThrow());
      }
      for (Planned update : planned) {
        boolean wantsSecond = update.update().request().refspec().isPresent();
        if (wantsSecond && update.commit().isPresent() && update.second(listing).isEmpty()) {
          // Flux calls a refspec that moves nothing a failure, though the branch was pushed.
          update.update().fail(new GitException(Problem.PUSH_REFUSED, "already up-to-date"));
        } else {
          update.update().succeed(update.outcome());
        }
      }
      return new Attempt.Finished();
    }
  }

  private List<Planned> plan(
      RemoteSession session, RefListing listing, CommitWriter writer, ManifestTree manifests)
      throws IOException {
    List<Planned> planned = new ArrayList<>();
    Optional<ObjectId> head = listing.branch(branch);
    // Whoever comes while others are planned still gets on board.
    for (int next = 0; next < updates.size() || join(); next++) {
      PendingUpdate update = updates.get(next);
      if (update.isDone()) {
        continue;
      }
      try {
        Optional<ObjectId> known = head;
        Checkout base =
            copy.base(session, update.request().checkout(), listing, update.request().approach());
        Checkout start =
            known.map(id -> new Checkout(id, "refs/heads/" + branch, base.revision())).orElse(base);
        if (planned.stream().allMatch(other -> other.commit().isEmpty())) {
          copy.fetch(session, start);
        }
        Planned result = plan(update, base, start, writer, manifests);
        planned.add(result);
        head = result.commit().or(() -> known);
      } catch (UncheckedIOException failure) {
        // The plan read a file that the local copy does not hold.
        throw failure;
      } catch (RuntimeException failure) {
        GitFailures.unlessGivenUp();
        // A plan that fails is its automation's own matter.
        update.fail(failure);
      }
    }
    return planned;
  }

  private Planned plan(
      PendingUpdate update,
      Checkout base,
      Checkout start,
      CommitWriter writer,
      ManifestTree manifests)
      throws IOException {
    UpdateRequest request = update.request();
    ObjectId tree = writer.tree(start.commit());
    List<ManifestTree.Found> found = manifests.find(writer.reader(), tree, request.path());
    Optional<CommitDraft> draft = request.plan().apply(writer.manifests(found, manifests.share()));
    if (draft.isEmpty() || draft.get().files().isEmpty()) {
      return new Planned(update, base, start, Optional.empty());
    }
    GitText.require("the commit message", draft.get().message(), GitText.Place.MESSAGE);
    return copy.hold().compute(() -> commit(update, base, start, writer, tree, found, draft.get()));
  }

  private Planned commit(
      PendingUpdate update,
      Checkout base,
      Checkout start,
      CommitWriter writer,
      ObjectId tree,
      List<ManifestTree.Found> found,
      CommitDraft draft)
      throws IOException {
    UpdateRequest request = update.request();
    Map<String, String> places = new HashMap<>();
    found.forEach(file -> places.put(file.path(), file.place()));
    Map<String, ObjectId> blobs = new HashMap<>();
    for (FileChange change : draft.files()) {
      Cutoff.check();
      ObjectId blob = writer.blob(change.after());
      copy.store().index().add(blob, change.markersAfter());
      blobs.put(places.get(change.path()), blob);
    }
    ObjectId changed = writer.replace(tree, blobs);
    if (changed.equals(tree)) {
      return new Planned(update, base, start, Optional.empty());
    }
    ObjectId commit =
        writer.commit(start.commit(), changed, request.author(), draft.message(), clock.instant());
    return new Planned(update, base, start, Optional.of(commit));
  }

  private Attempt push(RefListing listing, List<Planned> committed) throws IOException {
    RemoteSession session = copy.session();
    ObjectId expected = listing.branch(branch).orElse(ObjectId.zeroId());
    ObjectId newHead = committed.getLast().commit().orElseThrow();
    try {
      List<RefPush> pushes = new ArrayList<>();
      pushes.add(new RefPush("refs/heads/" + branch, expected, newHead));
      for (Planned update : committed) {
        second(session, listing, update).ifPresent(pushes::add);
      }
      Map<String, String> options = committed.getFirst().update().request().options();
      return switch (session.push(copy.store(), pushes, options)) {
        case PushReport.Accepted() -> new Attempt.Finished();
        case PushReport.Refused(String reason) -> sound(after(reason, expected, newHead), newHead);
      };
    } catch (IOException failure) {
      GitFailures.unlessGivenUp();
      Attempt ended = after(session.describe(failure), expected, newHead);
      if (ended instanceof Attempt.Refused && copy.isOurs(failure)) {
        throw failure;
      }
      return ended;
    }
  }

  /** JGit refuses to push what it cannot prove to follow on what is there. */
  private Attempt sound(Attempt ended, ObjectId newHead) throws IOException {
    if (ended instanceof Attempt.Refused && !copy.store().isSound()) {
      throw new MissingObjectException(newHead, Constants.OBJ_COMMIT);
    }
    return ended;
  }

  /** The push an automation's refspec asks for, unless there is nothing to do for it. */
  private Optional<RefPush> second(RemoteSession session, RefListing listing, Planned planned)
      throws IOException {
    Optional<RefPush> second = planned.second(listing);
    if (second.isEmpty()) {
      return second;
    }
    ObjectId expected = second.get().expected();
    if (!expected.equals(ObjectId.zeroId()) && !expected.equals(planned.start().commit())) {
      // Whether this moves the reference forward can only be seen with the history.
      session.fetchHistory(copy.store(), planned.start());
    }
    return second;
  }

  /** What the branch is now tells whether a push that failed was too late, refused, or landed. */
  private Attempt after(String reason, ObjectId expected, ObjectId newHead) {
    try {
      ObjectId now =
          copy.session()
              .list(List.of("refs/heads/" + branch))
              .branch(branch)
              .orElse(ObjectId.zeroId());
      if (now.equals(newHead)) {
        return new Attempt.Finished();
      }
      return now.equals(expected) ? new Attempt.Refused(reason) : new Attempt.Overtaken(reason);
    } catch (IOException _) {
      // The server is gone; the first failure says more than this one.
      return new Attempt.Refused(reason);
    }
  }

  private boolean join() {
    List<PendingUpdate> joined = joining.take(this::accepts);
    updates.addAll(joined);
    return !joined.isEmpty();
  }

  private List<String> prefixes(PendingUpdate update) {
    List<String> prefixes = new ArrayList<>(Checkout.prefixes(update.request().checkout()));
    prefixes.add("refs/heads/" + branch);
    update
        .request()
        .refspec()
        .map(refspec -> refspec.substring(refspec.indexOf(':') + 1))
        .map(target -> target.contains("*") ? target.substring(0, target.indexOf('*')) : target)
        .ifPresent(prefixes::add);
    return prefixes;
  }
}
