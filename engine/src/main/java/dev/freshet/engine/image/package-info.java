/**
 * The reconcilers of the image kinds, in the order the data flows: {@link
 * dev.freshet.engine.image.ImageRepositoryReconciler} scans, {@link
 * dev.freshet.engine.image.ImagePolicyReconciler} selects, {@link
 * dev.freshet.engine.image.ImageUpdateAutomationReconciler} edits, commits and pushes.
 *
 * <p>The other classes are theirs: {@code Scans} and {@code StoredTags} the tags, {@code
 * DowngradeGuard} and {@code Holds} what keeps a short list from moving a selection back, {@code
 * UpdatePlanner} what is written. {@link dev.freshet.engine.process.ImageListener} is told what
 * becomes of it all.
 */
@NullMarked
package dev.freshet.engine.image;

import org.jspecify.annotations.NullMarked;
