package dev.freshet.testkit.kube;

import java.util.List;

/**
 * Somebody the API server knows by a token, for instance {@code
 * system:serviceaccount:freshet-system:freshet}; what they may do is up to RBAC and their groups.
 */
public record User(String name, List<String> groups) {
  /** May do everything. */
  public static final User ADMIN = new User("admin", List.of("system:masters"));

  public User {
    groups = List.copyOf(groups);
    if (name.isBlank() || name.contains(",") || name.contains("\"")) {
      throw new IllegalArgumentException("not a name for a token file: " + name);
    }
  }

  public static User named(String name) {
    return new User(name, List.of());
  }

  public String token() {
    return "token-of-" + name.replace(':', '-');
  }

  /** The user's line in the API server's token file. */
  String line() {
    return "%s,\"%s\",\"%s\",\"%s\"%n".formatted(token(), name, name, String.join(",", groups));
  }

  /** What clients read: the server, whom to trust and who asks. */
  String kubeconfig(String server, String certificate) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: test
      cluster:
        server: %s
        certificate-authority-data: %s
    users:
    - name: "%s"
      user:
        token: "%s"
    contexts:
    - name: test
      context:
        cluster: test
        user: "%s"
    current-context: test
    """
        .formatted(server, certificate, name, token(), name);
  }
}
