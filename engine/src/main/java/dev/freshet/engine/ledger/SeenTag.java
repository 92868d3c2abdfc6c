package dev.freshet.engine.ledger;

import dev.freshet.core.image.Tag;
import java.time.Instant;

/** A tag of a list, and when a list first had it; a tag that was gone meanwhile starts anew. */
public record SeenTag(Tag tag, Instant firstSeen) {}
