package dev.freshet.engine.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.transport.UserAgent;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Makes JGit a quiet guest of this process: no child processes, no configuration but ours. */
final class GitRuntime {
  private static final long PACK_CACHE_BYTES = 32L << 20;

  static {
    SystemReader.setInstance(new WithoutConfiguration(SystemReader.getInstance()));
    // JGit otherwise spends about three seconds measuring the file system before its first write.
    FS.FileStoreAttributes.setBackground(true);
    WindowCacheConfig cache = new WindowCacheConfig();
    cache.setPackedGitLimit(PACK_CACHE_BYTES);
    cache.setPackedGitWindowSize(1 << 16);
    cache.install();
    UserAgent.set("freshet");
  }

  private GitRuntime() {}

  /** Call before the first use of JGit; calling again costs nothing. */
  static void prepare() {
    // Loading this class did it.
  }

  /** Finds no configuration file, where JGit's own would run {@code git} to ask where they are. */
  private static final class WithoutConfiguration extends SystemReader.Delegate {
    WithoutConfiguration(SystemReader platform) {
      super(platform);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fileSystem) {
      return new EmptyConfig(parent, fileSystem);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fileSystem) {
      return new EmptyConfig(parent, fileSystem);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fileSystem) {
      return new EmptyConfig(parent, fileSystem);
    }
  }

  private static final class EmptyConfig extends FileBasedConfig {
    EmptyConfig(Config parent, FS fileSystem) {
      super(parent, new java.io.File("/dev/null"), fileSystem);
    }

    @Override
    public void load() {
      // Nothing to read: users' Git settings must not change what an automation does.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
