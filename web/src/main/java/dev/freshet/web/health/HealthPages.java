package dev.freshet.web.health;

import dev.freshet.core.OutsideText;
import dev.freshet.web.server.Asked;
import dev.freshet.web.server.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers {@code /healthz} and {@code /readyz}: 200 and {@code ok}, or 500 and which checks failed.
 * {@code ?verbose} lists every check, as do checks that have something to say; {@code /readyz/NAME}
 * asks for one alone.
 */
public final class HealthPages implements Function<Asked, Page> {
  private final Map<String, List<HealthCheck>> checks;

  public HealthPages(List<HealthCheck> alive, List<HealthCheck> ready) {
    this.checks = Map.of("healthz", List.copyOf(alive), "readyz", List.copyOf(ready));
  }

  @Override
  public Page apply(Asked asked) {
    String[] names = asked.path().replaceAll("^/|/$", "").split("/", 2);
    List<HealthCheck> all = checks.getOrDefault(names[0], List.of());
    List<HealthCheck> wanted =
        names.length == 1
            ? all
            : all.stream().filter(check -> check.name().equals(names[1])).toList();
    boolean known = checks.containsKey(names[0]) && (names.length == 1 || !wanted.isEmpty());
    return known ? page(names[0], wanted, asked) : Page.NOT_FOUND;
  }

  private static Page page(String set, List<HealthCheck> checks, Asked asked) {
    var lines = new StringBuilder();
    boolean well = true;
    boolean noted = asked.parameters().contains("verbose");
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
      return Page.text(500, lines + set + " check failed\n");
    }
    return noted ? Page.text(200, lines + set + " check passed\n") : Page.text(200, "ok");
  }
}
