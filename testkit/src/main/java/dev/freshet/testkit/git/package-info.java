/**
 * Real Git servers for tests: {@link dev.freshet.testkit.git.GitHttpServer} puts {@code git
 * http-backend} behind a loopback HTTP server, {@link dev.freshet.testkit.git.ServedRepository} is
 * one bare repository on it, filled and read back with the {@code git} command.
 */
@NullMarked
package dev.freshet.testkit.git;

import org.jspecify.annotations.NullMarked;
