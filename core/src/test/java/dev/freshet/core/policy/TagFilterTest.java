package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagFilterTest {
  private static final String PATTERN = "^main-(?P<hash>[a-f0-9]+)-([0-9]+)$";

  @ParameterizedTest
  @CsvSource({
    "$timestamp, timestamp",
    "$1_$2, 1_",
    "$3, 3",
    "${hash}${Hash}, Hash",
    "v$hash_, hash_",
    "$99999999999, 99999999999",
    "$02, 02",
  })
  void refusesATemplateWithAGroupThatThePatternHasNot(String extract, String group) {
    assertThatThrownBy(() -> TagFilter.parse(PATTERN, extract).requireGroups())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "failed to filter tags: the pattern '%s' has no group '%s', which the extract '%s' asks for; a name goes on over letters, digits and '_', unless it is in braces as ${1}"
                .formatted(PATTERN, group, extract));
  }

  @ParameterizedTest
  @CsvSource({
    "$2, 7",
    "$hash, aa",
    "${1}_${2}, aa_7",
    "$0, main-aa-7",
    "$$timestamp, $timestamp",
    "$-$, $-$",
    "${hash, ${hash",
    "'', main-aa-7",
  })
  void takesATemplateWithoutOne(String extract, String key) {
    assertThat(TagFilter.parse(PATTERN, extract).requireGroups().key(new Tag("main-aa-7")))
        .contains(key);
  }

  @Test
  void takesAGroupThatTookNoPartInTheMatch() {
    assertThat(TagFilter.parse("a(b)?", "$1").requireGroups().key(new Tag("a"))).contains("");
  }
}
