package dev.freshet.engine.pipeline;

import dev.freshet.api.Metadata;
import dev.freshet.api.Resource;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.source.GitRepository;
import dev.freshet.engine.state.ObjectKey;

/** An object the pipeline can run. */
public sealed interface Reconcilable {
  Resource spec();

  ObjectKey.Kind kind();

  default boolean suspend() {
    return spec().suspend();
  }

  default Metadata metadata() {
    return spec().metadata();
  }

  default ObjectKey key() {
    return ObjectKey.of(kind(), metadata());
  }

  record Source(GitRepository spec) implements Reconcilable {
    @Override
    public ObjectKey.Kind kind() {
      return ObjectKey.Kind.GIT_REPOSITORY;
    }
  }

  record Repository(ImageRepository spec) implements Reconcilable {
    @Override
    public ObjectKey.Kind kind() {
      return ObjectKey.Kind.IMAGE_REPOSITORY;
    }
  }

  record Policy(ImagePolicy spec) implements Reconcilable {
    @Override
    public ObjectKey.Kind kind() {
      return ObjectKey.Kind.IMAGE_POLICY;
    }
  }

  record Automation(ImageUpdateAutomation spec) implements Reconcilable {
    @Override
    public ObjectKey.Kind kind() {
      return ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION;
    }
  }
}
