package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.cache.Cluster;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.cache.Scope;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.web.health.Pulse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinalizersIT {
  private static final String OURS = "finalizers.fluxcd.io";

  @AutoClose private final Cluster cluster = Cluster.start();

  @Test
  void addsOursBesideOthers() {
    ObjectKey key = cluster.repository("beside");
    setFinalizers(key, "[\"example.com/theirs\"]");

    cluster.finalizers.add(key);

    assertThat(finalizers(key)).isEqualTo("[\"example.com/theirs\",\"" + OURS + "\"]");
    assertThat(cluster.known(key).finalizers()).containsExactly("example.com/theirs", OURS);
  }

  @Test
  void removesOursAndLeavesOthers() {
    ObjectKey key = cluster.repository("leaves");
    setFinalizers(key, "[\"a.example/x\",\"" + OURS + "\",\"b.example/y\"]");
    await().until(() -> cluster.known(key).finalizers().contains(OURS));

    cluster.finalizers.remove(key);

    assertThat(finalizers(key)).isEqualTo("[\"a.example/x\",\"b.example/y\"]");
  }

  @Test
  void changesNothingWhereNothingIsToBeChanged() {
    ObjectKey key = cluster.repository("idle");
    cluster.finalizers.remove(key);
    cluster.finalizers.add(key);
    String version = cluster.stored(key, "{.metadata.resourceVersion}");

    cluster.finalizers.add(key);

    assertThat(cluster.stored(key, "{.metadata.resourceVersion}")).isEqualTo(version);
  }

  @Test
  void takesInWhatOthersChangedUnseen() {
    ObjectKey key = cluster.repository("unseen");
    var stale =
        new ObjectCache(
            TestControllers.KINDS, cluster.client, Scope.EVERYTHING, new Pulse(_ -> {}), _ -> {});
    stale.start();
    Cluster.awaitComplete(stale);
    stale.close(); // from here on it sees nothing new
    setFinalizers(key, "[\"example.com/theirs\"]");
    cluster.request(key, "unseen"); // of which it must not try to tell anybody any more

    new Finalizers(new ApiServerClient(cluster.client), stale).add(key);

    assertThat(finalizers(key)).isEqualTo("[\"example.com/theirs\",\"" + OURS + "\"]");
  }

  @Test
  void addsNoneToWhatIsBeingDeletedAndBearsWhatIsGone() {
    ObjectKey key = cluster.repository("leaving");
    setFinalizers(key, "[\"example.com/theirs\"]");
    cluster.plane.kubectl("delete", "imagerepository", "leaving", "--wait=false");

    cluster.finalizers.add(key);
    assertThat(finalizers(key)).isEqualTo("[\"example.com/theirs\"]");
    setFinalizers(key, "[]");
    cluster.finalizers.remove(key);

    await().until(() -> cluster.cache.find(key).isEmpty());
    cluster.finalizers.add(key);
  }

  private void setFinalizers(ObjectKey key, String list) {
    cluster.plane.kubectl(
        "patch",
        "imagerepository",
        key.name().name(),
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":" + list + "}}");
  }

  private String finalizers(ObjectKey key) {
    return cluster.stored(key, "{.metadata.finalizers}");
  }
}
