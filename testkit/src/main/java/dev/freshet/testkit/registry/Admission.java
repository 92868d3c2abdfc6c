package dev.freshet.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;

/** Whom a registry lets in. */
sealed interface Admission {

  boolean admits(HttpExchange exchange, Target target);

  String challenge(String scheme, String host);

  private static Optional<String> authorization(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  record Open() implements Admission {
    @Override
    public boolean admits(HttpExchange exchange, Target target) {
      return true;
    }

    @Override
    public String challenge(String scheme, String host) {
      return "";
    }
  }

  record Password(String header) implements Admission {
    @Override
    public boolean admits(HttpExchange exchange, Target target) {
      return authorization(exchange).filter(header::equals).isPresent();
    }

    @Override
    public String challenge(String scheme, String host) {
      return "Basic realm=\"Registry Realm\"";
    }
  }

  record Token(TokenRealm realm) implements Admission {
    @Override
    public boolean admits(HttpExchange exchange, Target target) {
      String repository =
          switch (target) {
            case Target.Tags tags -> tags.repository();
            case Target.Manifest manifest -> manifest.repository();
            case Target.Ping _, Target.Token _, Target.Unknown _ -> "";
          };
      return authorization(exchange).filter(text -> realm.allows(text, repository)).isPresent();
    }

    @Override
    public String challenge(String scheme, String host) {
      String uri = realm.ownUri().map(Object::toString).orElse(scheme + "://" + host + "/token");
      String scope = realm.further().map(one -> ",scope=\"" + one + "\"").orElse("");
      return "Bearer realm=\"%s\",service=\"in-process, \\\"quoted\\\"\"%s".formatted(uri, scope);
    }
  }
}
