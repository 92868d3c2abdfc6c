package dev.freshet.engine.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.ClientCertificate;
import dev.freshet.engine.tls.TlsMaterial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryAccessTest {
  private static final RegistryAccess ALICE =
      RegistryAccess.anonymous(Duration.ofSeconds(30))
          .with(new RegistryCredentials.Basic("alice", "s3cr3t-p4ss"));

  @Test
  void isAnotherWithAnyOtherPart() {
    var certificate = Optional.of(new ClientCertificate("chain", "key"));
    List<RegistryAccess> accesses =
        List.of(
            ALICE,
            ALICE.with(RegistryCredentials.ANONYMOUS),
            ALICE.with(new RegistryCredentials.Basic("alice", "other")),
            ALICE.with(new RegistryCredentials.IdentityToken("s3cr3t-p4ss")),
            ALICE.with(PlainHttp.ALLOWED),
            ALICE.with(new TlsMaterial(Optional.of("authority"), Optional.empty())),
            ALICE.with(new TlsMaterial(Optional.empty(), certificate)),
            ALICE.with(ProxyAddress.parse("http://proxy:3128")),
            ALICE.with(ProxyAddress.parse("http://user:a@proxy:3128")),
            ALICE.with(ProxyAddress.parse("http://user:b@proxy:3128")));

    assertThat(accesses).extracting(RegistryAccess::fingerprint).doesNotHaveDuplicates();
  }

  @Test
  void isTheSameForAnotherObjectThatWaitsLonger() {
    assertThat(ALICE.withTimeout(Duration.ofHours(2)).heldBy(new Holder("a", "b")).fingerprint())
        .isEqualTo(ALICE.fingerprint());
  }
}
