package dev.freshet.web.health;

import dev.freshet.core.OutsideText;
import dev.freshet.web.server.Route;
import dev.freshet.web.server.WebRequest;
import dev.freshet.web.server.WebResponse;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code /healthz} and {@code /readyz}: 200 and {@code ok}, or 500 and which checks failed.
 * {@code ?verbose} lists every check, as do checks that have something to say; {@code /readyz/NAME}
 * asks for one alone.
 */
public final class HealthPages {
  private HealthPages() {}

  public static List<Route> routes(List<HealthCheck> alive, List<HealthCheck> ready) {
    return List.of(route("healthz", alive), route("readyz", ready));
  }

  private static Route route(String set, List<HealthCheck> checks) {
    List<HealthCheck> all = List.copyOf(checks);
    String path = "/" + set + "/";
    return Route.get(
        path,
        request -> {
          String one = (request.path() + "/").substring(path.length()).replaceAll("/+$", "");
          List<HealthCheck> wanted =
              one.isEmpty() ? all : all.stream().filter(check -> check.name().equals(one)).toList();
          return one.isEmpty() || !wanted.isEmpty()
              ? page(set, wanted, request)
              : WebResponse.NOT_FOUND;
        });
  }

  private static WebResponse page(String set, List<HealthCheck> checks, WebRequest request) {
    var lines = new StringBuilder();
    boolean well = true;
    boolean noted = request.query().containsKey("verbose");
    for (HealthCheck check : checks) {
      Optional<String> problem = check.problem().get();
      Optional<String> note = check.note().get();
      well = well && problem.isEmpty();
      noted = noted || note.isPresent();
      lines.append(
          problem
              .map(text -> "[-]%s failed: %s\n".formatted(check.name(), OutsideText.line(text)))
              .orElseGet(() ->
                  "[+]%s ok%s\n"
                      .formatted(
                          check.name(), note.map(OutsideText::line).map(": "::concat).orElse(""))));
    }
    if (!well) {
      return WebResponse.text(500, lines + set + " check failed\n");
    }
    return noted
        ? WebResponse.text(200, lines + set + " check passed\n")
        : WebResponse.text(200, "ok");
  }
}
