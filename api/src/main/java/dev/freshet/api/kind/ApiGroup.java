package dev.freshet.api.kind;

import java.util.Optional;

/**
 * A group of kinds, as the first part of an {@code apiVersion}.
 *
 * @param name as in {@code image.toolkit.fluxcd.io}
 * @param prefix begins the name of every kind of the group, where Freshet knows them all: another
 *     kind in such a group is a mistake, in any other group it is somebody else's
 */
public record ApiGroup(String name, Optional<String> prefix) {
  /** All versions share one schema, so that the stored one reads them all. */
  public static final String STORED_VERSION = "v1";

  /** A group of which Freshet knows every kind. */
  public static ApiGroup whole(String name, String prefix) {
    return new ApiGroup(name, Optional.of(prefix));
  }

  /** A group that has other kinds too. */
  public static ApiGroup partial(String name) {
    return new ApiGroup(name, Optional.empty());
  }

  /** The {@code apiVersion} of an object of this group. */
  public String apiVersion(String version) {
    return name + "/" + version;
  }
}
