package dev.freshet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.operator.FeatureGates.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureGatesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , "})
  void nothingIsSetByATextWithoutNames(String text) {
    assertThat(FeatureGates.parse(text)).isEqualTo(FeatureGates.NONE);
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void everyGateIsReadByItsNameAndIsOffUntilThen(Gate gate) {
    assertThat(FeatureGates.NONE.isOn(gate)).isFalse();
    assertThat(FeatureGates.parse(gate.text() + "=true").isOn(gate)).isTrue();
    assertThat(FeatureGates.parse(gate.text() + "=false").isOn(gate)).isFalse();
  }

  @Test
  void severalAreSeparatedByCommasAndSpacesDoNotCount() {
    FeatureGates gates =
        FeatureGates.parse("GitShallowClone=false, ObjectLevelWorkloadIdentity=true,");

    assertThat(gates.set())
        .containsOnlyKeys(Gate.GIT_SHALLOW_CLONE, Gate.OBJECT_LEVEL_WORKLOAD_IDENTITY);
    assertThat(gates.isOn(Gate.GIT_SHALLOW_CLONE)).isFalse();
    assertThat(gates.isOn(Gate.OBJECT_LEVEL_WORKLOAD_IDENTITY)).isTrue();
  }

  @Test
  void ofAGateSetTwiceTheLastValueCounts() {
    assertThat(FeatureGates.parse("FluxStorage=true,FluxStorage=false").isOn(Gate.FLUX_STORAGE))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NoSuchGate=true          | feature-gate 'NoSuchGate' is not known, known are",
        "fluxstorage=true         | feature-gate 'fluxstorage' is not known, known are",
        "FluxStorage              | feature-gate 'FluxStorage' wants true or false, not ''",
        "FluxStorage=             | feature-gate 'FluxStorage' wants true or false, not ''",
        "FluxStorage=on           | feature-gate 'FluxStorage' wants true or false, not 'on'",
        "FluxStorage=true,Other=1 | feature-gate 'Other' is not known, known are",
      })
  void anUnknownNameOrValueIsRefused(String text, String message) {
    assertThatThrownBy(() -> FeatureGates.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void whoMistypesANameIsToldAllNames() {
    assertThatThrownBy(() -> FeatureGates.parse("GitShallow=true"))
        .hasMessageContainingAll(
            "CacheSecretsAndConfigMaps",
            "FluxStorage",
            "GitAllBranchReferences",
            "GitForcePushBranch",
            "GitShallowClone",
            "GitSparseCheckout",
            "ObjectLevelWorkloadIdentity",
            "OptimizedGitClones");
  }
}
