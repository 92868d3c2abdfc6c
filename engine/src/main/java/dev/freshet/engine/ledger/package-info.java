/**
 * What registries listed, and when each tag was first seen, in plain files that survive a crash.
 *
 * <p>Read {@link dev.freshet.engine.ledger.Ledger} first, then {@link
 * dev.freshet.engine.ledger.LedgerEntry}. {@link dev.freshet.engine.ledger.TagChecksum} is the
 * revision Flux prints for a tag list. Nothing here asks a registry or reads a clock.
 */
@NullMarked
package dev.freshet.engine.ledger;

import org.jspecify.annotations.NullMarked;
