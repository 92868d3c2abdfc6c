package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;

/** A listed tag and what became of it. */
public record TagVerdict(Tag tag, Verdict verdict) {}
