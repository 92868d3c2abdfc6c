package dev.freshet.engine.git;

import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Git server and mirrors of its repositories, new for each test. */
abstract class GitServerCase {
  @TempDir Path directory;
  GitHttpServer server;
  GitMirrors mirrors;

  @BeforeEach
  void start() {
    server = GitHttpServer.startIn(directory, "served");
    mirrors = Fixture.mirrors(directory.resolve("state"));
  }

  @AfterEach
  void stop() {
    mirrors.close();
    server.close();
  }

  GitMirror mirror(ServedRepository served) {
    return mirrors.mirror(Fixture.remote(served.url()), Fixture.HOLDER);
  }

  /** The mirrors as a new process would find them. */
  void restart() {
    mirrors.close();
    mirrors = Fixture.mirrors(directory.resolve("state"));
  }
}
