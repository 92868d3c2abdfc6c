package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator whose memory runs out whenever it scans one certain image. */
class OperatorMemoryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int OUT_OF_MEMORY = 4;
  private static final String TENANT = "tenant";
  private static final String HUNGRY =
      "/apis/image.toolkit.fluxcd.io/v1/namespaces/tenant/imagerepositories/hungry";

  @TempDir private Path folder;
  private final AtomicInteger scans = new AtomicInteger();
  private Surroundings surroundings;
  private Path sign;
  private HttpServer registry;

  /** What the other object's branch had when the last scan of the image began. */
  private volatile String deployedThen = "";

  private Fleet others;

  @BeforeEach
  void start() throws IOException {
    surroundings = new Surroundings(folder);
    sign = folder.resolve("sign");
    surroundings.namespace(TENANT);
    surroundings.namespace("others");
    others = Fleet.named("others", surroundings).in("others").create();
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    registry.createContext("/", this::beScanned);
    registry.start();
  }

  private void createTheHungryObject() {
    surroundings.plane.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: hungry, namespace: tenant}
        spec: {image: "127.0.0.1:%d/hungry", interval: 1m, timeout: 10m}
        """
            .formatted(registry.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    registry.stop(0);
    surroundings.close();
  }

  /** Never answers: the memory runs out first. */
  private void beScanned(HttpExchange exchange) throws IOException {
    assertThat(exchange.getRequestURI().getPath()).startsWith("/v2/");
    deployedThen = others.repository.file("main", "even/others-0.yaml");
    scans.incrementAndGet();
    Files.writeString(sign, "now");
  }

  private OperatorProcess operator() throws IOException {
    Files.deleteIfExists(sign);
    String agent = HungryAgent.flag(folder.resolve("hungry.jar"), sign);
    return surroundings.operator("operator", new OperatorProcess.Start(List.of(), agent));
  }

  @Test
  void runsItLastAndInTheEndNoMoreWhileAllOthersGoOn() throws IOException {
    for (int death = 1; death <= 3; death++) {
      String released = "1.%d.0".formatted(death);
      others.release(released);
      try (OperatorProcess dying = operator()) {
        if (death == 1) { // it alone is under way when the memory runs out
          others.awaitDeployed(released);
          others.awaitReady();
          createTheHungryObject();
        }
        assertThat(dying.exitStatus(PATIENCE)).isEqualTo(OUT_OF_MEMORY);
        assertThat(dying.log())
            .contains("ImageRepository tenant/hungry")
            .anyMatch(line -> line.startsWith("✗ out of memory"));
      }
      assertThat(scans).hasValue(death);
      if (death > 1) {
        assertThat(deployedThen).as("what comes first").contains(":" + released + " ");
      }
    }

    try (OperatorProcess living = operator()) {
      await("it is not run any more")
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(surroundings.get(HUNGRY).at("/status/conditions").toString())
                  .contains("\"reason\":\"OutOfMemory\",\"status\":\"True\",\"type\":\"Stalled\"")
                  .contains("the memory ran out 3 times with this object under way"));
      others.release("1.9.0");
      others.awaitDeployed("1.9.0");
      assertThat(living.isAlive()).isTrue();
      assertThat(scans).hasValue(3);
    }
  }
}
