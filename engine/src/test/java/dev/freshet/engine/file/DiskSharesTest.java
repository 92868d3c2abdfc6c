package dev.freshet.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class DiskSharesTest {
  private static final long MEBIBYTE = 1 << 20;

  private final DiskShares disk = new DiskShares(DiskSize.parse("64Mi"));

  private static long fill(DiskShares.Share share) {
    long filled = 0;
    try {
      while (true) {
        share.grow(MEBIBYTE);
        filled += MEBIBYTE;
      }
    } catch (DiskShareException _) {
      return filled;
    }
  }

  @Test
  void leaveSomethingToTheNextNamespaceHoweverMuchOthersTake() throws IOException {
    assertThat(fill(disk.open("a"))).isEqualTo(48 * MEBIBYTE);
    assertThat(fill(disk.open("a"))).isZero();
    assertThat(fill(disk.open("b"))).isEqualTo(12 * MEBIBYTE);
    assertThat(fill(disk.open("c"))).isEqualTo(3 * MEBIBYTE);
    disk.open("d").grow(1);
  }

  @Test
  void nameTheNamespaceTheFiguresAndWhatHelps() throws IOException {
    disk.open("hog").grow(48 * MEBIBYTE);

    assertThatThrownBy(() -> disk.open("hog").grow(1))
        .isInstanceOf(DiskShareException.class)
        .hasMessage(
            "namespace 'hog' takes up 50331648 bytes of the storage and may have no more, since"
                + " 50331648 of 67108864 are taken; let it have fewer or smaller repositories, or"
                + " give the process a larger --storage-size");
  }

  @Test
  void giveRoomBackWithWhatIsGone() throws IOException {
    DiskShares.Share first = disk.open("a");
    first.grow(48 * MEBIBYTE);
    first.close();

    disk.open("a").grow(48 * MEBIBYTE);
  }

  @Test
  void countWhatIsFoundToBeThereWhetherThereIsRoomOrNot() throws IOException {
    DiskShares.Share share = disk.open("a");
    share.grow(MEBIBYTE);
    share.found(60 * MEBIBYTE);
    assertThatThrownBy(() -> share.grow(1)).isInstanceOf(DiskShareException.class);
    assertThatThrownBy(() -> disk.open("b").grow(4 * MEBIBYTE))
        .isInstanceOf(DiskShareException.class);

    share.found(2 * MEBIBYTE);

    share.grow(MEBIBYTE);
    disk.open("b").grow(4 * MEBIBYTE);
  }

  @Test
  void countWhatIsWritten() throws IOException {
    try (DiskShares.Share share = disk.open("a");
        OutputStream target = share.of(new ByteArrayOutputStream())) {
      byte[] block = new byte[(int) MEBIBYTE];
      for (int i = 0; i < 48; i++) {
        target.write(block);
      }

      assertThatThrownBy(() -> target.write(1)).isInstanceOf(DiskShareException.class);
    }
  }
}
