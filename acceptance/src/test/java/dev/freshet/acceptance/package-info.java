/**
 * Tests of the whole: the architecture, the documents, and the distribution run as its users run
 * it.
 */
@NullMarked
package dev.freshet.acceptance;

import org.jspecify.annotations.NullMarked;
