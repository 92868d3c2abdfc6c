/**
 * The state folder: who may write it, the status of every object, and requests to a running
 * process.
 *
 * <p>Read {@link dev.freshet.engine.state.StateFolder} first. Everything in the folder can be
 * deleted and is rebuilt; readers need no lock.
 */
@NullMarked
package dev.freshet.engine.state;

import org.jspecify.annotations.NullMarked;
