package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ALICE;
import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.registry.auth.PlainHttp;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.tls.ClientCertificate;
import dev.freshet.engine.tls.TlsMaterial;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import dev.freshet.testkit.registry.TokenRealm;
import dev.freshet.testkit.tls.SelfSigned;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemeAndTrustTest {
  private static final SelfSigned SERVER = SelfSigned.generate("EC");
  private static final SelfSigned CLIENT = SelfSigned.generate("RSA");
  private static final TlsMaterial TRUSTED =
      new TlsMaterial(Optional.of(SERVER.certificatePem()), Optional.empty());

  /** A loopback address that no rule takes for a local registry. */
  private static final String NOT_LOCAL = "127.0.0.2";

  private final Scans scans = new Scans();

  @AfterEach
  void close() {
    scans.close();
  }

  @Test
  void readsOverTlsFromARegistryUnderAnAddedAuthority() {
    try (var registry = secure(NOT_LOCAL, SERVER)) {
      assertThat(scans.tags(registry, ANONYMOUS.with(TRUSTED))).containsExactly("1.0.0");
    }
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    try (var registry = secure(NOT_LOCAL, SERVER)) {
      assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
          .hasMessage(
              "GET https://%s/v2/: TLS: the certificate is signed by an unknown authority"
                  .formatted(registry.host()));
    }
  }

  @Test
  void prefersTlsWhereHttpIsAllowedToo() {
    try (var registry = secure("127.0.0.1", SERVER)) {
      assertThat(scans.tags(registry, ANONYMOUS.with(TRUSTED))).containsExactly("1.0.0");
    }
  }

  @Test
  void showsTheClientCertificate() {
    try (var registry = secure(NOT_LOCAL, SERVER.demanding(CLIENT))) {
      var certificate = new ClientCertificate(CLIENT.certificatePem(), CLIENT.keyPem());
      var tls = new TlsMaterial(TRUSTED.authoritiesPem(), Optional.of(certificate));

      assertThat(scans.tags(registry, ANONYMOUS.with(tls))).containsExactly("1.0.0");
      assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS.with(TRUSTED)))
          .isInstanceOf(AutomationException.class);
    }
  }

  @Test
  void failsBeforeAnyRequestWhenTheAuthorityIsNoCertificate() {
    var broken = new TlsMaterial(Optional.of("no PEM"), Optional.empty());

    assertThatThrownBy(() -> scans.tags("registry.example/app", ANONYMOUS.with(broken)))
        .isInstanceOfSatisfying(
            RegistryException.class,
            failure ->
                assertThat(failure.failure()).isEqualTo(RegistryException.Failure.UNUSABLE_ACCESS))
        .hasMessage("no certificate in the PEM text of the authorities");
  }

  @Test
  void speaksNoHttpToARegistryThatIsNotLocal() {
    try (var registry = InProcessRegistry.startAt(NOT_LOCAL)) {
      registry.push(REPOSITORY, "1.0.0");
      var hasty = ANONYMOUS.withTimeout(Duration.ofMillis(300));

      assertThatThrownBy(() -> scans.tags(registry, hasty)).isInstanceOf(AutomationException.class);
      assertThat(registry.received()).isEmpty();
    }
  }

  @Test
  void speaksHttpToAnyRegistryWhenThatIsAllowed() {
    try (var registry = InProcessRegistry.startAt(NOT_LOCAL)) {
      registry.push(REPOSITORY, "1.0.0");

      assertThat(scans.tags(registry, ANONYMOUS.with(PlainHttp.ALLOWED))).containsExactly("1.0.0");
    }
  }

  @Test
  void remembersTheSchemeThatAnswered() {
    try (var registry = InProcessRegistry.serving(REPOSITORY, 1)) {
      scans.tags(registry, ANONYMOUS);
      scans.tags(registry, ANONYMOUS);
      scans.manifest(registry, "0.0.0");

      assertThat(registry.received(Place.PING)).hasSize(1);
    }
  }

  @Test
  void tellsBothFailuresWhenNeitherSchemeAnswers() {
    assertThatThrownBy(() -> scans.tags("localhost:1/app", ANONYMOUS))
        .hasMessageContaining("GET https://localhost:1/v2/: ")
        .hasMessageContaining("; GET http://localhost:1/v2/: ");
  }

  @Test
  void failsOnAPingThatIsNeitherOpenNorAsksForCredentials() {
    try (var registry = InProcessRegistry.serving(REPOSITORY, 1)) {
      registry.failAlways(Place.PING, Fault.status(404));

      // The JDK's server keeps quiet when it is spoken to in TLS, so HTTPS ends by the timeout.
      var hasty = ANONYMOUS.withTimeout(Duration.ofMillis(300));

      assertThatThrownBy(() -> scans.tags(registry, hasty))
          .hasMessageEndingWith("/v2/: unexpected status code 404 Not Found");
    }
  }

  @Test
  void givesNoCredentialsToARealmWithoutTlsForARegistryWithTls() {
    try (var registry = secure(NOT_LOCAL, SERVER);
        var realm = TokenRealm.onAnotherPort()) {
      registry.withTokensFrom(realm);

      assertThatThrownBy(() -> scans.tags(registry, ALICE.with(TRUSTED)))
          .hasMessageMatching("log in to 127.0.0.2:\\d+: the token realm http://.* is not on TLS");
      assertThat(realm.received()).isEmpty();
    }
  }

  @Test
  void givesCredentialsToARealmWithoutTlsWhereThatIsAllowed() {
    try (var registry = secure(NOT_LOCAL, SERVER);
        var realm = TokenRealm.onAnotherPort()) {
      registry.withTokensFrom(realm);

      assertThat(scans.tags(registry, ALICE.with(TRUSTED).with(PlainHttp.ALLOWED))).hasSize(1);
    }
  }

  private static InProcessRegistry secure(String address, SelfSigned certificate) {
    var registry = InProcessRegistry.startSecureAt(address, certificate);
    registry.push(REPOSITORY, "1.0.0");
    return registry;
  }
}
