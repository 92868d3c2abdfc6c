package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ALICE;
import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import dev.freshet.testkit.registry.Received;
import dev.freshet.testkit.registry.TokenRealm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryLoginTest {
  private static final RegistryAccess IDENTITY =
      ANONYMOUS.with(new RegistryCredentials.IdentityToken("1d3nt1ty"));

  private static final String DENIED =
      "{\"errors\": [{\"code\": \"DENIED\", \"message\": \"no\"}]}";

  private final Scans scans = new Scans();
  private final InProcessRegistry registry =
      InProcessRegistry.serving(REPOSITORY, 5).withPageSize(2);
  private final TokenRealm realm = TokenRealm.onTheRegistry();

  @AfterEach
  void close() {
    scans.close();
    registry.close();
  }

  @Test
  void showsUserAndPasswordWhereTheyAreAskedFor() {
    registry.withPassword("alice", "s3cr3t-p4ss");

    assertThat(scans.tags(registry, ALICE)).hasSize(5);
  }

  @Test
  void showsNothingToARegistryThatAsksForNothing() {
    scans.tags(registry, ALICE);

    assertThat(registry.received()).allMatch(request -> request.authorization().isEmpty());
  }

  @Test
  void failsInTheRegistrysWordsWithoutTheSecretWhenThePasswordIsWrong() {
    registry.withPassword("alice", "other");

    assertThatThrownBy(() -> scans.tags(registry, ALICE))
        .hasMessage(
            "GET http://%s/v2/team/app/tags/list?n=1000:".formatted(registry.host())
                + " UNAUTHORIZED: authentication required");
  }

  @Test
  void blotsOutASecretThatTheServerEchoes() {
    registry.failAlways(
        Place.page(1),
        Fault.status(
            403,
            """
            {"errors": [{"code": "DENIED", "message": "alice:s3cr3t-p4ss, YWxpY2U6czNjcjN0LXA0c3M="}]}
            """));

    assertThatThrownBy(() -> scans.tags(registry, ALICE))
        .hasMessageEndingWith("tags/list?n=1000: DENIED: alice:***, ***");
  }

  @Test
  void buysOneTokenForAllPagesAndKeepsIt() {
    registry.withTokensFrom(realm.accepting("alice", "s3cr3t-p4ss"));

    scans.tags(registry, ALICE);
    scans.tags(registry, ALICE);

    assertThat(realm.received()).hasSize(1);
    assertThat(realm.received().getFirst().target().getQuery())
        .isEqualTo("scope=repository:team/app:pull&service=in-process, \"quoted\"");
  }

  @Test
  void asksForTheScopeThatTheRegistryNames() {
    registry.withTokensFrom(
        realm.accepting("alice", "s3cr3t-p4ss").wantingAlso("registry:catalog:*"));

    assertThat(scans.tags(registry, ALICE)).hasSize(5);
    assertThat(scans.tags(registry, ALICE)).hasSize(5);

    assertThat(realm.received())
        .extracting(request -> request.target().getQuery())
        .containsExactly(
            "scope=repository:team/app:pull&service=in-process, \"quoted\"",
            "scope=repository:team/app:pull&scope=registry:catalog:*&service=in-process,"
                + " \"quoted\"");
  }

  @Test
  void asksForTheNamedScopeWithAnIdentityToken() {
    registry.withTokensFrom(
        realm.acceptingIdentityToken("1d3nt1ty").wantingAlso("registry:catalog:*"));

    assertThat(scans.tags(registry, IDENTITY)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Negotiate, Basic realm=\"x\"",
        "NTLM abc==, basic",
        "Digest realm=\"a, b\", nonce=\"c\", BASIC realm=d",
        ", Basic"
      })
  void findsTheSchemeItKnowsAmongOthers(String challenge) {
    registry.withPassword("alice", "s3cr3t-p4ss").withChallenge(challenge);

    assertThat(scans.tags(registry, ALICE)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Negotiate", "Digest realm=\"a\"", "Bearer service=\"no realm\""})
  void saysThatTheRegistryNamesNoWayToLogIn(String challenge) {
    registry.withPassword("alice", "s3cr3t-p4ss").withChallenge(challenge);

    assertThatThrownBy(() -> scans.tags(registry, ALICE))
        .hasMessageContaining("UNAUTHORIZED: authentication required")
        .hasMessageContaining("names no way to log in that is known");
  }

  @Test
  void buysAnAnonymousTokenWithoutCredentials() {
    registry.withTokensFrom(realm);

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(5);
    assertThat(realm.received().getFirst().authorization()).isEmpty();
  }

  @Test
  void showsARegistryTokenAsItIsAndBuysNone() {
    registry.withTokensFrom(realm.knowing("r3g1stry", REPOSITORY));
    RegistryAccess access = ANONYMOUS.with(new RegistryCredentials.RegistryToken("r3g1stry"));

    assertThat(scans.tags(registry, access)).hasSize(5);
    assertThat(realm.received()).isEmpty();
  }

  @Test
  void showsARegistryTokenWhereAPasswordIsAskedFor() {
    registry.withPassword("alice", "s3cr3t-p4ss");
    RegistryAccess access = ANONYMOUS.with(new RegistryCredentials.RegistryToken("r3g1stry"));

    assertThatThrownBy(() -> scans.tags(registry, access)).hasMessageContaining("UNAUTHORIZED");
    assertThat(registry.received())
        .anyMatch(request -> request.authorization().equals(Optional.of("Bearer r3g1stry")));
  }

  @Test
  void doesNotShareATokenBetweenCredentials() {
    registry.withTokensFrom(realm.accepting("alice", "s3cr3t-p4ss"));
    scans.tags(registry, ALICE);

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageContaining("UNAUTHORIZED: incorrect username or password");
  }

  @Test
  void readsTheTokenFromEitherField() {
    registry.withTokensFrom(realm.answeringIn("access_token"));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(5);
  }

  @Test
  void failsWhenTheRealmGivesNoToken() {
    registry.withTokensFrom(realm.answeringIn("tooken"));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("no token in bearer response");
  }

  @Test
  void buysANewTokenBeforeTheOldOneExpires() {
    registry.withTokensFrom(realm.withLife(300));
    scans.tags(registry, ANONYMOUS);

    scans.time.pass(Duration.ofSeconds(200));
    scans.tags(registry, ANONYMOUS);
    assertThat(realm.received()).hasSize(1);
    scans.time.pass(Duration.ofSeconds(50));
    scans.tags(registry, ANONYMOUS);

    assertThat(realm.received()).hasSize(2);
  }

  @Test
  void buysANewTokenOnceWhenTheRegistryRefusesTheOldOne() {
    registry.withTokensFrom(realm);
    scans.tags(registry, ANONYMOUS);

    realm.expireAll();

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(5);
    assertThat(realm.received()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void buysANewTokenForTheScanAfterAnyRefusal(int status) {
    registry.withTokensFrom(realm);
    scans.tags(registry, ANONYMOUS);
    registry.fail(Place.page(1), Fault.status(status, DENIED));
    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS)).hasMessageEndingWith("DENIED: no");

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(5);
    assertThat(realm.received()).hasSize(2);
  }

  @Test
  void believesAChallengeOnceItHasWorked() {
    registry.withPassword("alice", "s3cr3t-p4ss");
    scans.tags(registry, ALICE);
    var elsewhere = Map.of("WWW-Authenticate", "Bearer realm=\"http://127.0.0.1:1/token\"");
    registry.fail(Place.page(1), new Fault.Status(401, elsewhere, ""));
    assertThatThrownBy(() -> scans.tags(registry, ALICE)).hasMessageContaining("127.0.0.1:1");

    assertThat(scans.tags(registry, ALICE)).hasSize(5);
  }

  @Test
  void paysWithTheIdentityTokenByPost() {
    registry.withTokensFrom(realm.acceptingIdentityToken("1d3nt1ty"));

    assertThat(scans.tags(registry, IDENTITY)).hasSize(5);
    Received post = realm.received().getFirst();
    assertThat(post.method()).isEqualTo("POST");
    assertThat(post.body()).startsWith("grant_type=refresh_token&").endsWith("=1d3nt1ty");
  }

  @Test
  void asksByGetWhenTheRealmKnowsNoPost() {
    registry.withTokensFrom(realm.withoutPost());

    assertThat(scans.tags(registry, IDENTITY)).hasSize(5);
    assertThat(realm.received()).extracting(Received::method).containsExactly("POST", "GET");
  }

  @Test
  void trustsARealmOnAnotherPortWithTheCredentials() {
    try (var elsewhere = TokenRealm.onAnotherPort().accepting("alice", "s3cr3t-p4ss")) {
      registry.withTokensFrom(elsewhere);

      assertThat(scans.tags(registry, ALICE)).hasSize(5);
    }
  }

  @Test
  void learnsThatARegistryChangedItsWishes() {
    scans.tags(registry, ALICE);
    registry.withPassword("alice", "s3cr3t-p4ss");
    assertThat(scans.tags(registry, ALICE)).hasSize(5);

    registry.withTokensFrom(realm.accepting("alice", "s3cr3t-p4ss"));

    assertThat(scans.tags(registry, ALICE)).hasSize(5);
  }

  @Test
  void takesTheFirstChallengeItUnderstands() {
    assertThat(
            Challenge.parse(
                List.of("Negotiate", "Digest realm=\"a, b\", Bearer service=x, Basic realm=c")))
        .isEqualTo(new Challenge.Basic());
    assertThat(Challenge.parse(List.of("bearer REALM=\"https://a/b?c=d,e\" , service=\"s\"")))
        .isEqualTo(new Challenge.Bearer("https://a/b?c=d,e", "s", ""));
    assertThat(Challenge.parse(List.of("", ",", "Basic"))).isEqualTo(new Challenge.Basic());
    assertThat(Challenge.parse(List.of())).isEqualTo(Challenge.NONE);
  }

  @Test
  void printsNoSecret() {
    assertThat(ALICE.toString()).doesNotContain("s3cr3t").doesNotContain("alice");
    assertThat(IDENTITY.toString()).doesNotContain("1d3nt1ty");
    assertThat(ProxyAddress.parse("http://bob:hunter2@proxy:3128").toString())
        .isEqualTo("http://proxy:3128");
  }
}
