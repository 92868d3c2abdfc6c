package dev.freshet.api.image;

import dev.freshet.api.source.GitReference;
import java.util.Optional;

/** The Git side of an automation: what to check out, how to commit, where to push. */
public record GitSpec(Optional<GitReference> checkoutRef, CommitSpec commit, PushSpec push) {}
