package dev.freshet.gocompat.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoSyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

  @Test
  void readsWhatIsMissingAsZero() {
    Version version = Version.parse("v1-rc.1+b");

    assertThat(version.major()).isEqualTo(1);
    assertThat(version.minor()).isZero();
    assertThat(version.patch()).isZero();
    assertThat(version.prerelease()).isEqualTo("rc.1");
    assertThat(version.metadata()).isEqualTo("b");
    assertThat(version).hasToString("v1-rc.1+b");
  }

  @Test
  void readsUnsigned64BitNumbers() {
    Version largest = Version.parse("18446744073709551615.0.0");

    assertThat(Long.toUnsignedString(largest.major())).isEqualTo("18446744073709551615");
    assertThat(largest).isGreaterThan(Version.parse("9223372036854775807.0.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "v1", "1.2-5", "latest", "1.2.3.4", "V1.2.3", "1.2.3 ", ""})
  void takesOnlyTagsOfThreeParts(String tag) {
    assertThat(Version.parseTag(tag)).isEmpty();
  }

  @Test
  void takesThreePartsWhateverTheySeparate() {
    assertThat(Version.parseTag("1.2-rc.1")).contains(Version.parse("1.2-rc.1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          latest                   | invalid semantic version
          ''                       | invalid semantic version
          V1.0.0                   | invalid semantic version
          -invalid.01              | invalid semantic version
          1.0.0-rc.01              | version segment starts with 0
          1.0.0-01.a..b            | invalid semantic version
          18446744073709551616.x.0 | invalid semantic version
          1.0018446744073709551616 | error parsing version segment: strconv.ParseUint: parsing "0018446744073709551616": value out of range
          """)
  void saysWhyATextIsNoVersion(String text, String message) {
    assertThatThrownBy(() -> Version.parse(text))
        .isInstanceOf(GoSyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void boundsTheLengthOfAVersion() {
    assertThat(Version.parseTag("1.0.0-" + "a".repeat(250))).isPresent();
    assertThatThrownBy(() -> Version.parse("1.0.0-" + "a".repeat(251)))
        .hasMessage("version string is too long (max 256 bytes)");
  }

  @Test
  void ordersAsTheSpecificationOfSemVerDoes() {
    List<Version> ascending =
        Stream.of(
                "1.0.0-1",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.2.0",
                "1.10.0")
            .map(Version::parse)
            .toList();

    assertThat(ascending.reversed().stream().sorted()).isEqualTo(ascending);
  }

  @Test
  void ordersNumbersBeyond64BitsAsWords() {
    assertThat(Version.parse("1.0.0-18446744073709551616"))
        .isGreaterThan(Version.parse("1.0.0-18446744073709551615"))
        .isLessThan(Version.parse("1.0.0-2a"));
  }

  @Test
  void ignoresBuildMetadataInTheOrderAndNotInEquality() {
    assertThat(Version.parse("1.0.0+a"))
        .isEqualByComparingTo(Version.parse("v1.0.0+b"))
        .isNotEqualTo(Version.parse("v1.0.0+b"))
        .isEqualTo(Version.parse("1.0.0+a"))
        .hasSameHashCodeAs(Version.parse("1.0.0+a"));
  }
}
