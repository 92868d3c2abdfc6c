/**
 * What a reference means: a {@link dev.freshet.engine.git.ref.CheckoutRef} and the references that
 * a server lists ({@link dev.freshet.engine.git.ref.RefListing}) give a {@link
 * dev.freshet.engine.git.ref.Checkout}, which is a commit with its {@link
 * dev.freshet.engine.git.ref.Revision}.
 *
 * <p>Pure: who lists and who fetches is not known here.
 */
@NullMarked
package dev.freshet.engine.git.ref;

import org.jspecify.annotations.NullMarked;
