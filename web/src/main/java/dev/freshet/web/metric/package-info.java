/**
 * What Prometheus reads: how runs, registries, the API server and the images of one process are
 * doing. docs/metrics.md lists every series.
 *
 * <p>Read {@link dev.freshet.web.metric.Metrics} first: it owns the series, and its methods are
 * named after what happened. {@link dev.freshet.web.metric.MeasuredRuns} calls them for whoever
 * runs objects. The rest are the series, a class for each thing that is measured; reconcilers tell
 * those of images what they found.
 *
 * <p>Labels are bounded: by the objects that exist, whose series go when they are deleted, or by a
 * fixed number of values. Prometheus' types stay in here.
 */
@NullMarked
package dev.freshet.web.metric;

import org.jspecify.annotations.NullMarked;
