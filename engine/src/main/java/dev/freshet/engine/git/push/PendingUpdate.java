package dev.freshet.engine.git.push;

import dev.freshet.engine.git.ref.Checkout;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.ref.RefListing;
import dev.freshet.engine.git.ref.RemoteRef;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.git.remote.LocalCopy;
import dev.freshet.engine.git.remote.RemoteSession.RefPush;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** An update on its way through the queue of its push branch. */
final class PendingUpdate {
  /** What is known so far, and in the end. */
  private sealed interface State {
    record Waiting() implements State {}

    record Done(PushOutcome outcome) implements State {}

    record Failed(RuntimeException failure) implements State {}
  }

  private final LocalCopy copy;
  private final UpdateRequest request;
  private volatile State state = new State.Waiting();

  PendingUpdate(LocalCopy copy, UpdateRequest request) {
    this.copy = copy;
    this.request = request;
  }

  /** Through which its own object would serve it. */
  LocalCopy copy() {
    return copy;
  }

  UpdateRequest request() {
    return request;
  }

  boolean isDone() {
    return !(state instanceof State.Waiting);
  }

  void succeed(PushOutcome outcome) {
    state = new State.Done(outcome);
  }

  void fail(RuntimeException failure) {
    state = new State.Failed(failure);
  }

  PushOutcome outcome() {
    return switch (state) {
      case State.Done(PushOutcome outcome) -> outcome;
      case State.Failed(RuntimeException failure) -> throw failure;
      case State.Waiting() -> throw new IllegalStateException("the update was not served");
    };
  }

  /**
   * The update as planned on one head.
   *
   * @param start what it was planned on: the base, or the push branch
   * @param commit none when nothing had to change
   */
  record Planned(PendingUpdate update, Checkout base, Checkout start, Optional<ObjectId> commit) {

    /** What the refspec asks for beside the branch; none when that moves nothing. */
    Optional<RefPush> second(RefListing listing) throws IOException {
      UpdateRequest request = update.request();
      if (request.refspec().isEmpty() || commit.isEmpty()) {
        return Optional.empty();
      }
      Refspec refspec = Refspec.parse(request.refspec().get());
      Optional<String> target = refspec.target(request.pushBranch());
      Optional<ObjectId> source = refspec.commit(request, base, commit.get());
      if (target.isEmpty()
          || source.isEmpty()
          || target.get().equals("refs/heads/" + request.pushBranch())) {
        return Optional.empty();
      }
      ObjectId expected = listing.find(target.get()).map(RemoteRef::id).orElse(ObjectId.zeroId());
      return expected.equals(source.get())
          ? Optional.empty()
          : Optional.of(new RefPush(target.get(), expected, source.get()));
    }

    PushOutcome outcome() {
      UpdateRequest request = update.request();
      String branch = request.pushBranch();
      if (commit.isEmpty()) {
        Revision seen =
            request.switchesBranch() ? checkedOut() : Revision.of(branch, start.commit().name());
        return new PushOutcome.UpToDate(seen);
      }
      String id = commit.get().name();
      return new PushOutcome.Pushed(
          id, branch, request.switchesBranch() ? checkedOut() : Revision.of(branch, id));
    }

    private Revision checkedOut() {
      return update.request().checkout() instanceof CheckoutRef.RefName
          ? base.revision().shortened()
          : base.revision();
    }
  }
}
