/**
 * Where work on foreign input runs: {@link dev.freshet.engine.work.Workers} gives parsing,
 * selecting, planning and packing threads of their own, in turn by namespace and with an end.
 */
@NullMarked
package dev.freshet.engine.work;

import org.jspecify.annotations.NullMarked;
