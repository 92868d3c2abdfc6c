/**
 * YAML as Kubernetes' tools read it: values with the lines they stand on, within bounds.
 *
 * <p>In the order the data flows: a text is cut into {@link dev.freshet.api.yaml.Document}s, {@link
 * dev.freshet.api.yaml.YamlComposition} makes a {@link dev.freshet.api.yaml.Yaml} tree of each, as
 * far as the file's {@link dev.freshet.api.yaml.Allowance} goes, and {@code ScalarType} tells what
 * a scalar means there. {@code YamlValues} brings what came as JSON into the same form, {@code
 * JsonText} writes it.
 */
@NullMarked
package dev.freshet.api.yaml;

import org.jspecify.annotations.NullMarked;
