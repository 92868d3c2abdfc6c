package dev.freshet.api.secret;

import dev.freshet.api.Metadata;
import java.util.List;

/** A ServiceAccount, as far as it lends its image pull secrets: their names, in its namespace. */
public record ServiceAccount(Metadata metadata, List<String> imagePullSecrets) {
  public static final String KIND = "ServiceAccount";

  public ServiceAccount {
    imagePullSecrets = List.copyOf(imagePullSecrets);
  }
}
