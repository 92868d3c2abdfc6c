/**
 * Servers that do what no honest one does: answers without an end, of absurd size or depth,
 * dripping or hanging, leading elsewhere, with control characters. {@link
 * dev.freshet.testkit.hostile.HostileRegistry} and {@link
 * dev.freshet.testkit.hostile.HostileGitServer} take the fault from the path of a request, so that
 * one server has them all; {@link dev.freshet.testkit.hostile.HostileRepositories} makes
 * repositories whose objects are the attack, for a real Git server.
 */
@NullMarked
package dev.freshet.testkit.hostile;

import org.jspecify.annotations.NullMarked;
