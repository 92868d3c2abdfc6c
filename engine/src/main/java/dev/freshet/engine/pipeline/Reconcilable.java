package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.engine.state.ObjectKey;

/** An object the pipeline can run. */
public sealed interface Reconcilable {

  /** True when the user has asked to leave it alone. */
  boolean suspend();

  ObjectKey key();

  record Repository(ImageRepository spec) implements Reconcilable {
    @Override
    public boolean suspend() {
      return spec.suspend();
    }

    @Override
    public ObjectKey key() {
      return new ObjectKey(ObjectKey.Kind.IMAGE_REPOSITORY, spec.metadata().key());
    }
  }

  record Policy(ImagePolicy spec) implements Reconcilable {
    @Override
    public boolean suspend() {
      return spec.suspend();
    }

    @Override
    public ObjectKey key() {
      return new ObjectKey(ObjectKey.Kind.IMAGE_POLICY, spec.metadata().key());
    }
  }

  record Automation(ImageUpdateAutomation spec) implements Reconcilable {
    @Override
    public boolean suspend() {
      return spec.suspend();
    }

    @Override
    public ObjectKey key() {
      return new ObjectKey(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, spec.metadata().key());
    }
  }
}
