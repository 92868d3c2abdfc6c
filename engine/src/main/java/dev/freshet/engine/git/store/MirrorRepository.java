package dev.freshet.engine.git.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.transport.PackParser;
import org.jspecify.annotations.Nullable;

/** A repository that looks at what a server sends before JGit does. */
public final class MirrorRepository extends FileRepository {
  private volatile UnaryOperator<InputStream> intake = UnaryOperator.identity();

  /** As it was read; absent while the superclass reads it. */
  private final @Nullable FileBasedConfig config;

  MirrorRepository(Path directory) throws IOException {
    super(directory.toFile());
    config = super.getConfig();
  }

  /** Not read again: nobody but us writes it, and then it says what it said. */
  @Override
  public FileBasedConfig getConfig() {
    return config == null ? super.getConfig() : config;
  }

  /** What the packs that are fetched from now on have to pass through. */
  void takeThrough(UnaryOperator<InputStream> other) {
    intake = other;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    return new Inserter(super.newObjectInserter());
  }

  private final class Inserter extends ObjectInserter.Filter {
    private final ObjectInserter objects;

    Inserter(ObjectInserter objects) {
      this.objects = objects;
    }

    @Override
    protected ObjectInserter delegate() {
      return objects;
    }

    @Override
    public PackParser newPackParser(InputStream in) throws IOException {
      return objects.newPackParser(intake.apply(in));
    }
  }
}
