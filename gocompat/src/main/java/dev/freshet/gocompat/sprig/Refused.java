package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.FunctionTable;

/**
 * Functions that exist in sprig but not here: a commit message is no place for a new private key.
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
          "buildCustomCert"
        }) {
      table.define(
          name,
          "any...",
          _ -> {
            throw new GoErrorException("keys and certificates are not made in templates");
          });
    }
  }
}
