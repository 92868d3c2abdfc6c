/**
 * Go's {@code net/url}: {@link dev.freshet.gocompat.url.Url} takes a URL apart and puts one
 * together, with Go's opinion of what is none and Go's words for it. Strings are in byte form, as
 * {@link dev.freshet.gocompat.value.Utf8} explains.
 */
@NullMarked
package dev.freshet.gocompat.url;

import org.jspecify.annotations.NullMarked;
