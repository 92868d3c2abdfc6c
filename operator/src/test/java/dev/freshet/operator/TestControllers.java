package dev.freshet.operator;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.source.GitRepository;
import dev.freshet.engine.image.ImagePolicyReconciler;
import dev.freshet.engine.image.ImageRepositoryReconciler;
import dev.freshet.engine.image.ImageUpdateAutomationReconciler;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.source.GitRepositoryReconciler;
import java.util.List;

/** What an operator reconciles in tests: what it does in a cluster. */
public final class TestControllers {
  public static final List<Controller> OF_A_CLUSTER =
      List.of(
          new Controller(GitRepository.KIND, GitRepositoryReconciler::new),
          new Controller(ImageRepository.KIND, ImageRepositoryReconciler::new),
          new Controller(ImagePolicy.KIND, ImagePolicyReconciler::new),
          new Controller(ImageUpdateAutomation.KIND, ImageUpdateAutomationReconciler::new));

  /** The kinds of its objects. */
  public static final List<Kind<?, ?>> KINDS = List.copyOf(Controller.kinds(OF_A_CLUSTER));

  private TestControllers() {}
}
