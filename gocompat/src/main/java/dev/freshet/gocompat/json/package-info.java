/**
 * Go's {@code encoding/json} for values of templates: {@link dev.freshet.gocompat.json.JsonReader}
 * reads them, {@link dev.freshet.gocompat.json.JsonWriter} writes them.
 */
@NullMarked
package dev.freshet.gocompat.json;

import org.jspecify.annotations.NullMarked;
