package dev.freshet.core.marker;

/**
 * A scalar token as the scanner saw it.
 *
 * @param start byte offset of its first character
 * @param end byte offset behind its last
 * @param line from 0, in its part of the file
 * @param comment the one comment that may make it a marker
 */
record MarkedScalar(int start, int end, int line, Placement placement, CommentText comment) {}
