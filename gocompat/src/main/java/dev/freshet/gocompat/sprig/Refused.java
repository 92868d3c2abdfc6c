package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.FunctionTable;

/**
 * Functions that exist in sprig but not here: a commit message is no place for a key or a password.
 * They are known by name, so that the error says so.
 */
final class Refused {
  private Refused() {}

  static void define(FunctionTable table) {
    for (String name :
        new String[] {
          "genPrivateKey",
          "genCA",
          "genCAWithKey",
          "genSelfSignedCert",
          "genSelfSignedCertWithKey",
          "genSignedCert",
          "genSignedCertWithKey",
          "buildCustomCert",
          "bcrypt",
          "htpasswd",
          "derivePassword",
          "encryptAES",
          "decryptAES"
        }) {
      table.define(
          name,
          "any...",
          _ -> {
            throw new GoErrorException(
                "keys, certificates and passwords have no place in templates");
          });
    }
  }
}
