package dev.freshet.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.testkit.tls.SelfSigned;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMaterialTest {
  private static final SelfSigned RSA = SelfSigned.generate("RSA");
  private static final SelfSigned EC = SelfSigned.generate("EC");

  @Test
  void takesSeveralAuthoritiesAndAClientCertificate() {
    var material =
        new TlsMaterial(
            Optional.of("a comment\n" + RSA.certificatePem() + "\n" + EC.certificatePem()),
            Optional.of(new ClientCertificate(EC.certificatePem(), EC.keyPem())));

    assertThatCode(material::requireUsable).doesNotThrowAnyException();
    assertThatCode(material::context).doesNotThrowAnyException();
  }

  @Test
  void readsKeysInTheFormsOfTheirAlgorithms() throws Exception {
    PrivateKey rsa = Pem.privateKey(RSA.keyPem());
    PrivateKey ec = Pem.privateKey(EC.keyPem());

    assertThat(rsa).isInstanceOf(RSAPrivateKey.class);
    assertThat(ec).isInstanceOf(ECPrivateKey.class);
    assertThat(Pem.privateKey(pem("RSA PRIVATE KEY", inner(rsa.getEncoded())))).isEqualTo(rsa);
  }

  @Test
  void readsAnEllipticKeyAsOpensslWritesIt() throws Exception {
    String pem =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + pem("EC PRIVATE KEY", sec1((ECPrivateKey) key()));

    assertThat(((ECPrivateKey) Pem.privateKey(pem)).getS())
        .isEqualTo(((ECPrivateKey) key()).getS());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3cr3t",
        "-----BEGIN PRIVATE KEY-----\ns3cr3t=====\n-----END PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nczNjcjN0\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nczNjcjN0\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nczNjcjN0\n-----END EC PRIVATE KEY-----"
      })
  void refusesWhatIsNoKeyWithoutQuotingIt(String pem) {
    var material =
        new TlsMaterial(
            Optional.empty(), Optional.of(new ClientCertificate(EC.certificatePem(), pem)));

    assertThatThrownBy(material::requireUsable)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("s3cr3t");
    assertThatThrownBy(material::context)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no certificate",
        "-----BEGIN CERTIFICATE-----\nczNjcjN0\n-----END CERTIFICATE-----"
      })
  void refusesWhatIsNoCertificate(String pem) {
    var authority = new TlsMaterial(Optional.of(pem), Optional.empty());
    var chain =
        new TlsMaterial(Optional.empty(), Optional.of(new ClientCertificate(pem, EC.keyPem())));

    assertThatThrownBy(authority::requireUsable).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(chain::requireUsable).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void printsNoKey() {
    assertThat(new ClientCertificate("chain", EC.keyPem()))
        .hasToString("ClientCertificate[chainPem=chain, keyPem=[redacted]]");
  }

  private static PrivateKey key() throws Exception {
    return Pem.privateKey(EC.keyPem());
  }

  /** What PKCS#8 wraps: after its head of 26 bytes, for an RSA key of this size. */
  private static byte[] inner(byte[] pkcs8) {
    return Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
  }

  private static byte[] sec1(ECPrivateKey key) {
    int size = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    String curve = size == 32 ? "06082a8648ce3d030107" : "06052b81040022";
    String body =
        "020101"
            + "04%02x".formatted(size)
            + ("%0" + 2 * size + "x").formatted(key.getS())
            + "a0%02x%s".formatted(curve.length() / 2, curve);
    return HexFormat.of().parseHex("30%02x%s".formatted(body.length() / 2, body));
  }

  private static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
  }
}
