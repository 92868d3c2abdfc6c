package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;

import java.nio.file.Path;

/** Sets one version after the other and says so, until somebody kills it. */
public final class KilledProcess {
  private KilledProcess() {}

  public static void main(String[] arguments) {
    try (GitMirrors mirrors = Fixture.mirrors(Path.of(arguments[0]))) {
      GitMirror mirror = mirrors.mirror(Fixture.remote(arguments[1]), Fixture.HOLDER);
      for (int version = Integer.parseInt(arguments[2]); ; version++) {
        mirror.update(request("main", ".", setting("ns:p", "app:" + version)));
        System.out.println(version);
      }
    }
  }
}
