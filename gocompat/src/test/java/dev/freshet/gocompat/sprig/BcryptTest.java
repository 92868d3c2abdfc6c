package dev.freshet.gocompat.sprig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Budget;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcryptTest {
  private static final Budget BUDGET = new Budget(1000, 1000, () -> false);

  private static byte[] salt() {
    byte[] salt = new byte[Bcrypt.SALT_BYTES];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) (i * 7);
    }
    return salt;
  }

  /** Go's bcrypt.CompareHashAndPassword accepts these hashes. */
  @ParameterizedTest
  @CsvSource({
    "secret, $2a$10$..aMDPuhIhC2NyXLTDrgYOXQxoq9TE59PtAsXnXBJP.MqgTt5rb7m",
    "'', $2a$10$..aMDPuhIhC2NyXLTDrgYOspwKS7.K7RZo.N2QUX638/unG/esJpO"
  })
  void hashesAsOthersDo(String password, String expected) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);

    assertThat(Bcrypt.hash(bytes, salt(), BUDGET)).isEqualTo(expected);
  }

  @Test
  void saysThatAPasswordIsTooLong() {
    assertThat(Bcrypt.hash(new byte[73], salt(), BUDGET))
        .endsWith("bcrypt: password length exceeds 72 bytes");
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    Budget expired = new Budget(1000, 1000, () -> true);

    assertThatThrownBy(() -> Bcrypt.hash(new byte[1], salt(), expired))
        .isInstanceOf(GoErrorException.class);
  }
}
