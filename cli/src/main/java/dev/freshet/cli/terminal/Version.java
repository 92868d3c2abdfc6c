package dev.freshet.cli.terminal;

import java.util.Optional;

/** Which Freshet this is, as the build wrote it into the jar. */
public final class Version {
  public static final String OF_THIS_BUILD =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("unpackaged");

  private Version() {}
}
