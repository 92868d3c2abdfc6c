package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.object.Declaration;
import dev.freshet.operator.server.OddServer;
import dev.freshet.operator.server.OddServer.Reply;
import dev.freshet.web.health.Pulse;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects as no honest user writes them, between two of others. */
@Timeout(60)
class OddObjectsTest {
  private static final String SPEC = "{\"image\":\"ghcr.io/a/b\",\"interval\":\"1m\"}";

  @TempDir Path folder;
  private final List<ObjectChange> told = new CopyOnWriteArrayList<>();

  static Stream<Arguments> odd() {
    return Stream.of(
        Arguments.of("an absurd version", object("odd", "4x", "", SPEC)),
        Arguments.of("a version beyond numbers", object("odd", "9".repeat(40), "", SPEC)),
        Arguments.of("a name nothing can have", object("ODD..%2e", "7", "", SPEC)),
        Arguments.of(
            "a time that is none",
            object("odd", "7", ",\"deletionTimestamp\":\"0000-99-99T\\u001b\"", SPEC)),
        Arguments.of(
            "an interval of a million digits",
            object("odd", "7", "", interval("1".repeat(1_000_000) + "h"))),
        Arguments.of(
            "an interval of a million units",
            object("odd", "7", "", interval("1h".repeat(500_000)))),
        Arguments.of(
            "annotations that are no texts",
            object("odd", "7", ",\"annotations\":{\"freshet.dev/x\":\"\\u0000\\ud800\"}", SPEC)),
        Arguments.of("no spec", object("odd", "7", "", "null")),
        Arguments.of("a spec that is a text", object("odd", "7", "", "\"x\"")),
        Arguments.of(
            "deep fields", object("odd", "7", "", "{\"a\":".repeat(900) + "1" + "}".repeat(900))),
        Arguments.of(
            "a number of many digits", object("odd", "7", "", "{\"a\":" + "9".repeat(900) + "}")),
        Arguments.of(
            "a large object",
            object("odd", "7", "", "{\"exclusionList\":[\"" + "a".repeat(1_400_000) + "\"]}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void concernThemselvesAlone(String name, String odd) throws Exception {
    String first = object("first", "5", "", SPEC);
    String last = object("last", "9", "", SPEC);
    long begun = System.nanoTime();
    try (var server =
            new OddServer(request ->
                request.contains("watch=true")
                    ? Reply.stalling()
                    : list(request, first, odd, last));
        KubernetesClient client = server.connect(folder);
        var cache =
            new ObjectCache(
                TestControllers.KINDS, client, Scope.EVERYTHING, new Pulse(_ -> {}), told::add)) {
      cache.start();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> told.contains(created("first")) && told.contains(created("last")));

      assertThat(cache.find(key("last")).orElseThrow().reconcilable()).isPresent();
      cache.all(ImageRepository.KIND).forEach(OddObjectsTest::isPrintable);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  private static void isPrintable(ClusterObject object) {
    if (object.declaration() instanceof Declaration.Refused refused) {
      assertThat(refused.problem())
          .doesNotContainPattern("[\\p{Cntrl}&&[^\\n\\t]]")
          .hasSizeLessThan(2_000);
    }
  }

  private static ObjectChange created(String name) {
    return new ObjectChange.Created(key(name));
  }

  private static ObjectKey key(String name) {
    return new ObjectKey(ImageRepository.KIND, new NamespacedName("apps", name));
  }

  private static Reply list(String request, String... objects) {
    return Reply.of(
        200,
        "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[%s]}"
            .formatted(request.contains("/imagerepositories") ? String.join(",", objects) : ""));
  }

  private static String interval(String text) {
    return "{\"image\":\"ghcr.io/a/b\",\"interval\":\"%s\"}".formatted(text);
  }

  private static String object(String name, String version, String metadata, String spec) {
    return """
    {"apiVersion":"image.toolkit.fluxcd.io/v1","kind":"ImageRepository",
     "metadata":{"name":"%s","namespace":"apps","uid":"%s","resourceVersion":"%s","generation":1%s},
     "spec":%s}\
    """
        .formatted(name, name, version, metadata, spec);
  }
}
