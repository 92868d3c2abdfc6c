package dev.freshet.engine.git.store;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.transport.UserAgent;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Makes JGit a quiet guest of this process: no child processes, no configuration but ours. */
public final class GitRuntime {
  private static final long PACK_CACHE_BYTES = 32L << 20;

  static {
    SystemReader.setInstance(new WithoutConfiguration(SystemReader.getInstance()));
    WindowCacheConfig cache = new WindowCacheConfig();
    cache.setPackedGitLimit(PACK_CACHE_BYTES);
    cache.setPackedGitWindowSize(1 << 16);
    cache.install();
    UserAgent.set("freshet");
  }

  private GitRuntime() {}

  /** Call before the first use of JGit; calling again costs nothing. */
  public static void prepare() {
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

  /** Lives in memory only: users' Git settings must not change what an automation does. */
  private static final class EmptyConfig extends FileBasedConfig {
    private static final long TIMESTAMP_STEP_MILLIS = 20;

    EmptyConfig(Config parent, FS fileSystem) {
      super(parent, new File(""), fileSystem);
    }

    @Override
    public void load() {
      // There is no file.
    }

    @Override
    public void save() {
      // There is no file.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    /**
     * Answers what JGit would measure, for three seconds and with files in the measured directory,
     * before its first write: how coarse the time stamps of the file system are. Only our own
     * process writes to a mirror, so a careful constant does.
     */
    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(TIMESTAMP_STEP_MILLIS, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }
  }
}
