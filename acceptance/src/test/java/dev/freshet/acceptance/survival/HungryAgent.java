package dev.freshet.acceptance.survival;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Takes all the memory of the JVM it is started in, as soon as a file is there. */
public final class HungryAgent {
  static volatile @Nullable Object kept;

  private HungryAgent() {}

  /** A flag that starts a JVM with this in it. */
  static String flag(Path jar, Path sign) {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", HungryAgent.class.getName());
    String own = HungryAgent.class.getName().replace('.', '/') + ".class";
    try (InputStream code =
            Objects.requireNonNull(
                HungryAgent.class.getClassLoader().getResourceAsStream(own), own);
        var written = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      written.putNextEntry(new JarEntry(own));
      code.transferTo(written);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return "-javaagent:%s=%s".formatted(jar, sign);
  }

  /** Called by the JVM. */
  public static void premain(String sign) {
    Thread.ofPlatform().daemon().name("hungry").start(() -> takeAllOnce(Path.of(sign)));
  }

  private static void takeAllOnce(Path sign) {
    while (!Files.exists(sign)) {
      LockSupport.parkNanos(20_000_000);
    }
    List<long[]> all = new ArrayList<>();
    kept = all;
    while (true) {
      all.add(new long[100_000]);
    }
  }
}
