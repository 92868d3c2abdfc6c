package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several operators that share the objects of one cluster among them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShardsIT {
  private static final String KEY = "sharding.fluxcd.io/key";
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/flux-system/leases";

  private final List<OperatorProcess> operators = new ArrayList<>();
  private Surroundings surroundings;

  @BeforeAll
  void startServers(@TempDir Path folder) {
    surroundings = new Surroundings(folder);
  }

  @AfterEach
  void stopOperators() {
    operators.forEach(OperatorProcess::close);
    operators.clear();
  }

  @AfterAll
  void stopServers() {
    surroundings.close();
  }

  @Test
  void takesCareOfItsOwnShardOnly() {
    Fleet rest = Fleet.named("rest", surroundings).create();
    Fleet two = Fleet.named("two", surroundings).labelled(KEY, "shard2").create();
    Fleet one = Fleet.named("one", surroundings).labelled(KEY, "shard1").create();

    OperatorProcess ofOne = shard("shard1", KEY + "=shard1");
    one.awaitReady();
    rest.assertUntouched();
    two.assertUntouched();

    OperatorProcess ofTwo = shard("shard2", KEY + "=shard2");
    OperatorProcess ofTheRest = shard("rest", "!" + KEY);
    List<Fleet> fleets = List.of(one, two, rest);
    fleets.forEach(fleet -> fleet.release("1.1.0"));
    fleets.forEach(fleet -> fleet.awaitDeployed("1.1.0"));
    fleets.forEach(Fleet::awaitReady);
    fleets.forEach(fleet -> fleet.assertCommittedOnceEach(List.of("1.1.0")));
    assertSpeaksOf(ofOne, one, two, rest);
    assertSpeaksOf(ofTwo, two, one, rest);
    assertSpeaksOf(ofTheRest, rest, one, two);
    assertThat(leases())
        .hasSize(3)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("freshet-leader-election-[0-9a-f]{8}"));
  }

  @Test
  void saysThatAPolicyAndItsRepositoryAreInDifferentShards() {
    Fleet fleet = Fleet.named("torn", surroundings).create();
    shard("rest", "!" + KEY);
    shard("shard1", KEY + "=shard1");
    fleet.awaitReady();

    fleet.labelRepositories(KEY, "shard1");

    await("the policy says so")
        .atMost(Fleet.PATIENCE)
        .untilAsserted(() ->
            assertThat(fleet.ready("imagepolicies"))
                .endsWith("belongs to another shard; label the policy as its repository"));
    fleet.labelPolicies(KEY, "shard1");
    fleet.release("1.1.0");
    fleet.awaitDeployed("1.1.0");
    fleet.awaitReady();
  }

  @Test
  void staysInItsNamespaceWhenToldTo() {
    surroundings.namespace("team");
    Fleet foreign = Fleet.named("foreign", surroundings).create();
    Fleet own = Fleet.named("own", surroundings).in("team").create();

    operators.add(surroundings.operatorIn("team", "team", "--watch-all-namespaces=false"));
    own.release("1.1.0");
    own.awaitDeployed("1.1.0");
    own.awaitReady();

    foreign.assertUntouched();
    assertSpeaksOf(operators.getFirst(), own, foreign);
  }

  private OperatorProcess shard(String name, String selector) {
    OperatorProcess operator =
        surroundings.operator(
            name, "--enable-leader-election", "--watch-label-selector=" + selector);
    operators.add(operator);
    return operator;
  }

  private static void assertSpeaksOf(OperatorProcess operator, Fleet own, Fleet... others) {
    assertThat(own.names()).allMatch(name -> operator.said(named(name)) > 0);
    for (Fleet other : others) {
      assertThat(other.names()).allMatch(name -> operator.said(named(name)) == 0);
    }
  }

  private static String named(String object) {
    return "\"name\":\"" + object + "\"";
  }

  private List<String> leases() {
    List<String> names = new ArrayList<>();
    for (JsonNode lease : surroundings.get(LEASES).path("items")) {
      names.add(lease.at("/metadata/name").asText());
    }
    return names;
  }
}
