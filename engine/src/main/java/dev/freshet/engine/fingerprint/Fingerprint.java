package dev.freshet.engine.fingerprint;

/**
 * Stands for values that may be secret. Those of equal values are equal; what they are made with, a
 * {@link FingerprintKey}, keeps them from telling anything else.
 */
public record Fingerprint(String hex) {
  private static final FingerprintKey OF_THIS_PROCESS = FingerprintKey.random();

  /** Of no value at all. */
  public static final Fingerprint NOTHING = Fingerprint.of();

  /** Of the values in this order, for as long as the process lives: another makes others. */
  public static Fingerprint of(String... values) {
    return new Fingerprint(OF_THIS_PROCESS.hex(values));
  }
}
