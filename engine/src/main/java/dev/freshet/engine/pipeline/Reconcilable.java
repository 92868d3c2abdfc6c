package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;

/** An object the pipeline can run. */
public sealed interface Reconcilable {

  /** True when the user has asked to leave it alone. */
  boolean suspend();

  record Repository(ImageRepository spec) implements Reconcilable {
    @Override
    public boolean suspend() {
      return spec.suspend();
    }
  }

  record Policy(ImagePolicy spec) implements Reconcilable {
    @Override
    public boolean suspend() {
      return spec.suspend();
    }
  }

  record Automation(ImageUpdateAutomation spec) implements Reconcilable {
    @Override
    public boolean suspend() {
      return spec.suspend();
    }
  }
}
