package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.artifact.ArtifactException.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseCheckoutTest {
  private static final List<String> PATHS = List.of("README", "apps/a/x.yaml", "apps-old/y.yaml");

  @Test
  void takesAllWhenNoDirectoryIsNamed() {
    assertThat(new SparseCheckout(List.of()).takes("anything")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apps", "./apps", "apps/", "/apps", "apps/a/.."})
  void takesADirectoryHoweverItIsWritten(String directory) {
    SparseCheckout sparse = new SparseCheckout(List.of(directory));

    assertThatCode(() -> sparse.requireIn(PATHS)).doesNotThrowAnyException();
    assertThat(PATHS.stream().filter(sparse::takes)).containsExactly("apps/a/x.yaml");
  }

  @Test
  void takesAllForTheRoot() {
    assertThat(PATHS.stream().filter(new SparseCheckout(List.of("./"))::takes)).hasSize(3);
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    SparseCheckout sparse = new SparseCheckout(List.of("apps", "./app"));

    assertThatThrownBy(() -> sparse.requireIn(PATHS))
        .isInstanceOfSatisfying(
            ArtifactException.class,
            failure -> assertThat(failure.step()).isEqualTo(Step.TAKE_SPARSE))
        .hasMessage(
            "sparse checkout dir './app' does not exist in"
                + " repository: lstat app: no such file or directory");
  }
}
