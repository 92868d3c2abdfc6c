package dev.freshet.engine.file;

import dev.freshet.core.InvalidInputException;

/** So many bytes of a disk, as Kubernetes writes them: {@code 9Gi}, {@code 500Mi}. */
public record DiskSize(long bytes) {
  /** The flag of the operator. */
  public static final String FLAG = "--storage-size";

  /** Of the ten that the volume of an ordinary installation has; the rest is for what is small. */
  public static final DiskSize STANDARD = new DiskSize(9L << 30);

  /** For a process of one user, whose disk is his own. */
  public static final DiskSize ANY = new DiskSize(Long.MAX_VALUE >> 3);

  private static final int MOST_DIGITS = 9;
  private static final String UNITS = "KMGT";
  private static final int UNIT_BITS = 10;

  public static DiskSize parse(String text) {
    int end = text.length() - 2;
    int unit = end < 0 ? -1 : UNITS.indexOf(text.charAt(end));
    if (unit < 0 || text.charAt(end + 1) != 'i' || end == 0 || end > MOST_DIGITS) {
      throw refused(text);
    }
    long number = 0;
    for (int at = 0; at < end; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        throw refused(text);
      }
      number = 10 * number + digit;
    }
    long most = ANY.bytes() >> (UNIT_BITS * (unit + 1));
    if (number == 0 || number > most) {
      throw refused(text);
    }
    return new DiskSize(number << (UNIT_BITS * (unit + 1)));
  }

  private static InvalidInputException refused(String text) {
    return new InvalidInputException("'%s' is no size, such as 9Gi or 500Mi".formatted(text));
  }
}
