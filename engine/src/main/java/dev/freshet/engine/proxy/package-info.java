/**
 * The proxies between Freshet and its servers: {@link dev.freshet.engine.proxy.ProxyAddress} from a
 * Secret, {@link dev.freshet.engine.proxy.EnvironmentProxies} where an object names none.
 */
@NullMarked
package dev.freshet.engine.proxy;

import org.jspecify.annotations.NullMarked;
