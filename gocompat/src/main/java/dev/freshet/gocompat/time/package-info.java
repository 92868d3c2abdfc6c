/**
 * Go's {@code time}: a {@link dev.freshet.gocompat.time.Moment} in its zone, {@link
 * dev.freshet.gocompat.time.Durations}, and the layouts by which {@code TimeReader} and {@code
 * TimeWriter} parse and format. {@link dev.freshet.gocompat.time.GoTime} and {@code GoDuration} are
 * what templates see of them.
 */
@NullMarked
package dev.freshet.gocompat.time;

import org.jspecify.annotations.NullMarked;
