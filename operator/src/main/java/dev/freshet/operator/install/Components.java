package dev.freshet.operator.install;

import java.util.List;

/** All objects of an installation, in the order they are applied. */
public final class Components {
  private Components() {}

  /** What {@code deploy/} says, as it is. */
  public static List<Component> asPacked() {
    return PackedFiles.objects().stream().map(Component::new).toList();
  }
}
