/**
 * The hermetic functions of sprig, a class per family; {@link dev.freshet.gocompat.sprig.Sprig}
 * lists them. They depend on their arguments alone, but for the few that ask the time or chance,
 * which both come from the call's environment.
 */
@NullMarked
package dev.freshet.gocompat.sprig;

import org.jspecify.annotations.NullMarked;
