/**
 * Where requests on behalf of objects may go: {@link dev.freshet.engine.address.AddressRule} says
 * which addresses are refused, wherever a host's name leads.
 */
@NullMarked
package dev.freshet.engine.address;

import org.jspecify.annotations.NullMarked;
