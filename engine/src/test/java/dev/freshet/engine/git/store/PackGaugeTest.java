package dev.freshet.engine.git.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.tree.MemoryShares;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class PackGaugeTest {
  private static final int COMMIT = 1;
  private static final int TREE = 2;
  private static final int BLOB = 3;
  private static final int OFFSET_DELTA = 6;
  private static final int NAMED_DELTA = 7;
  private static final long HEAP = 64 << 20;
  private static final byte[] SMALL = "kind: Deployment\n".getBytes(StandardCharsets.UTF_8);

  /** Writes packs, also such as no Git would. */
  private static final class Pack {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Long> starts = new ArrayList<>();

    Pack(long objects) {
      bytes.writeBytes("PACK".getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(ByteBuffer.allocate(8).putInt(2).putInt((int) objects).array());
    }

    Pack object(int type, byte[] content) {
      return object(type, content.length, new byte[0], content);
    }

    Pack object(int type, long size, byte[] base, byte[] content) {
      starts.add((long) bytes.size());
      long left = size >>> 4;
      bytes.write((int) ((type << 4) | (size & 15) | (left > 0 ? 0x80 : 0)));
      while (left > 0) {
        bytes.write((int) ((left & 0x7F) | (left > 0x7F ? 0x80 : 0)));
        left >>>= 7;
      }
      bytes.writeBytes(base);
      deflate(content);
      return this;
    }

    private void deflate(byte[] content) {
      var deflater = new Deflater(9);
      try (var out = new DeflaterOutputStream(bytes, deflater)) {
        out.write(content);
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      } finally {
        deflater.end();
      }
    }

    /** A delta on the last object that makes so many bytes. */
    Pack deltaOnLast(long result) {
      long offset = bytes.size() - starts.getLast();
      var base = new ByteArrayOutputStream();
      List<Integer> digits = new ArrayList<>();
      digits.add((int) (offset & 0x7F));
      for (offset >>>= 7; offset > 0; offset >>>= 7) {
        offset--;
        digits.add((int) ((offset & 0x7F) | 0x80));
      }
      digits.reversed().forEach(base::write);
      byte[] delta = delta(result);
      return object(OFFSET_DELTA, delta.length, base.toByteArray(), delta);
    }

    Pack deltaOnNamed(long result) {
      byte[] delta = delta(result);
      return object(NAMED_DELTA, delta.length, new byte[20], delta);
    }

    private static byte[] delta(long result) {
      var delta = new ByteArrayOutputStream();
      delta.write(17);
      for (; result > 0x7F; result >>>= 7) {
        delta.write((int) ((result & 0x7F) | 0x80));
      }
      delta.write((int) result);
      delta.write(0x90); // copy
      delta.write(17);
      return delta.toByteArray();
    }

    byte[] end() {
      bytes.writeBytes(new byte[20]);
      return bytes.toByteArray();
    }
  }

  private static byte[] measured(byte[] pack, int step) throws IOException {
    return measured(pack, step, Integer.MAX_VALUE);
  }

  private static byte[] measured(byte[] pack, int step, long mostBytes) throws IOException {
    try (MemoryShares.Share share = new MemoryShares(HEAP).open("ns");
        DiskShares.Share disk = new DiskShares(DiskSize.ANY).open("ns");
        var gauge =
            new PackGauge(new ByteArrayInputStream(pack), mostBytes, disk, share, _ -> 1 << 10)) {
      var out = new ByteArrayOutputStream();
      byte[] buffer = new byte[step];
      for (int read = gauge.read(buffer); read >= 0; read = gauge.read(buffer)) {
        out.write(buffer, 0, read);
      }
      return out.toByteArray();
    }
  }

  private static void assertRefused(Pack pack, String words) {
    assertThatThrownBy(() -> measured(pack.end(), 8192))
        .isInstanceOf(GitException.class)
        .hasMessageContaining(words);
  }

  @Test
  void letsAnHonestPackThroughAsItIs() throws IOException {
    byte[] pack =
        new Pack(6)
            .object(COMMIT, SMALL)
            .object(TREE, SMALL)
            .object(BLOB, new byte[300_000])
            .deltaOnLast(300_100)
            .deltaOnLast(300_200)
            .deltaOnNamed(5000)
            .end();

    for (int step : List.of(1, 7, 100, 8192)) {
      assertThat(measured(pack, step)).isEqualTo(pack);
    }
  }

  @Test
  void refusesMoreObjectsThanThereIsMemoryForBeforeTheyCome() {
    assertRefused(new Pack(0xFFFF_FFFFL), "4294967295 objects");
    assertRefused(new Pack(10_000_000), "10000000 objects");
  }

  @Test
  void refusesAHugeObjectByItsHeader() {
    assertRefused(
        new Pack(1).object(BLOB, 1L << 40, new byte[0], SMALL), "an object of 1099511627776 bytes");
    assertRefused(new Pack(1).object(TREE, 9 << 20, new byte[0], SMALL), "a tree of 9437184 bytes");
    assertRefused(new Pack(1).object(COMMIT, 1 << 30, new byte[0], SMALL), "more than 536870912");
  }

  @Test
  void refusesWhatInflatesWithoutEnd() {
    Pack pack = new Pack(30);
    for (int i = 0; i < 30; i++) {
      pack.object(BLOB, new byte[4 << 20]);
    }

    assertRefused(pack, "inflates to more bytes");
  }

  @Test
  void refusesADeltaOfAHugeResult() {
    assertRefused(new Pack(2).object(BLOB, SMALL).deltaOnLast(1L << 31), "2147483648 bytes");
    assertRefused(new Pack(2).object(BLOB, SMALL).deltaOnNamed(1L << 40), "1099511627776 bytes");
  }

  @Test
  void countsAllThatLeadsToADelta() {
    Pack chain = new Pack(50).object(BLOB, SMALL);
    Pack named = new Pack(50);
    for (int i = 0; i < 49; i++) {
      chain.deltaOnLast(1 << 20);
      named.deltaOnNamed(1 << 20);
    }

    assertRefused(chain, "put together from deltas");
    assertRefused(named, "put together from deltas");
  }

  @Test
  void refusesAnEndlessChainOfTinyDeltas() {
    Pack chain = new Pack(20_000).object(BLOB, SMALL);
    for (int i = 0; i < 19_999; i++) {
      chain.deltaOnLast(17);
    }

    assertRefused(chain, "behind more deltas");
  }

  @Test
  void refusesMoreThanThereIsRoomFor() {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    byte[] pack = new Pack(1).object(BLOB, noise).end();

    assertThatThrownBy(() -> measured(pack, 8192, 50_000))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("more than 50000");
  }

  @Test
  void namesWhateverElseIsWrong() throws IOException {
    byte[] honest = new Pack(3).object(COMMIT, SMALL).object(BLOB, SMALL).deltaOnLast(100).end();
    Random random = new Random(Long.getLong("seed", 7));

    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] pack = honest.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        pack[random.nextInt(pack.length)] = (byte) random.nextInt();
      }
      refused += isRefused(pack) ? 1 : 0;
    }

    assertThat(refused).isGreaterThan(10_000);
  }

  /** Any other exception fails the test. */
  private static boolean isRefused(byte[] pack) {
    try {
      var _ = measured(pack, 8192);
      return false;
    } catch (GitException | IOException _) {
      return true;
    }
  }
}
