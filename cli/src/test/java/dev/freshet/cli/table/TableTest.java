package dev.freshet.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void endsTheHeaderInASpaceAndRowsInATab() {
    Table table = new Table(List.of("name", "Ready"), List.of(List.of("podinfo", "True")));

    assertThat(table.text()).isEqualTo("NAME   \tREADY \npodinfo\tTrue \t\n");
  }

  @Test
  void takesWidthsFromTheRowsAloneWithoutAHeader() {
    Table table =
        new Table(List.of("NAME", "READY"), List.of(List.of("a", "True"), List.of("bc", "False")));

    assertThat(table.textWithoutHeader()).isEqualTo("a \tTrue \t\nbc\tFalse\t\n");
  }

  @Test
  void givesALineBreakInACellItsOwnLine() {
    Table table = new Table(List.of("N", "MESSAGE"), List.of(List.of("a", "first\nsecond line")));

    assertThat(table.text()).isEqualTo("N\tMESSAGE     \na\tfirst      \t\n \tsecond line\t\n");
  }

  @Test
  void countsCharactersNotCodeUnits() {
    Table table = new Table(List.of("N", "M"), List.of(List.of("🚀", "x"), List.of("ab", "y")));

    assertThat(table.textWithoutHeader()).isEqualTo("🚀 \tx\t\nab\ty\t\n");
  }

  @Test
  void isAHeaderWhenThereAreNoRows() {
    assertThat(new Table(List.of("NAME", "MESSAGE"), List.of()).text())
        .isEqualTo("NAME\tMESSAGE \n");
  }
}
