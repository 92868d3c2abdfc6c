package dev.freshet.cli;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.source.GitRepository;
import dev.freshet.engine.image.ImagePolicyReconciler;
import dev.freshet.engine.image.ImageRepositoryReconciler;
import dev.freshet.engine.image.ImageUpdateAutomationReconciler;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.source.GitRepositoryReconciler;
import java.util.List;
import java.util.stream.Stream;

/** What the processes of {@code freshet} reconcile, in the order the data flows. */
final class FreshetControllers {
  private static final Controller SOURCES =
      new Controller(GitRepository.KIND, GitRepositoryReconciler::new);

  /** A folder of manifests says itself where its repositories are. */
  static final List<Controller> OF_A_FOLDER =
      List.of(
          new Controller(ImageRepository.KIND, ImageRepositoryReconciler::new),
          new Controller(ImagePolicy.KIND, ImagePolicyReconciler::new),
          new Controller(ImageUpdateAutomation.KIND, ImageUpdateAutomationReconciler::new));

  static final List<Controller> OF_A_CLUSTER =
      Stream.concat(Stream.of(SOURCES), OF_A_FOLDER.stream()).toList();

  private FreshetControllers() {}

  static Kinds kindsOfAFolder() {
    return new Kinds(Controller.kinds(OF_A_FOLDER));
  }
}
