package dev.freshet.core.plan;

import dev.freshet.core.Cutoff;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.ObjectIdentifier;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.template.Template;
import dev.freshet.gocompat.template.TemplateLimits;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The message of the commit that carries out a plan. */
public final class CommitMessage {
  private static final String DEFAULT = "Update from image update automation";
  private static final String TEMPLATE_NAME = "commit message";

  /** Go's words where a function that a template calls fails. */
  private static final String OF_A_FUNCTION = ": error calling ";

  private CommitMessage() {}

  /**
   * Renders an automation's message template; an empty one stands for a fixed message. A template
   * that does not parse, fails, goes beyond its limits, or makes what no commit can hold is an
   * InvalidInputException.
   */
  public static String render(
      String template,
      NamespacedName automation,
      Map<String, String> values,
      Plan plan,
      TemplateLimits limits) {
    if (template.isEmpty()) {
      return DEFAULT;
    }
    return execute(parse(template), MessageValues.of(automation, values, plan), limits);
  }

  /**
   * Refuses a template that can render no plan: one that does not parse, or asks for what plans do
   * not have, which is tried on a small one. A function may still refuse the names of a real plan.
   */
  public static void requireUsable(
      String template,
      NamespacedName automation,
      Map<String, String> values,
      TemplateLimits limits) {
    if (template.isEmpty()) {
      return;
    }
    Template parsed = parse(template);
    try {
      var _ = execute(parsed, MessageValues.of(automation, values, sample(automation)), limits);
    } catch (InvalidInputException refused) {
      if (!String.valueOf(refused.getMessage()).contains(OF_A_FUNCTION)) {
        throw refused;
      }
    }
  }

  private static Plan sample(NamespacedName automation) {
    var object =
        new ObjectIdentifier("apps/v1", "Deployment", automation.namespace(), automation.name());
    var image = new ImageRef("example.com/apps/app", new Tag("1.1.0"), Optional.empty());
    var change =
        new Change(
            object,
            image.name() + ":1.0.0",
            image.toString(),
            automation.toString(),
            image,
            automation);
    return new Plan(
        List.of(
            new FileChange(
                "deployment.yaml",
                new byte[0],
                new byte[0],
                ManifestMarkers.Found.NONE,
                List.of(change))),
        List.of());
  }

  private static Template parse(String template) {
    try {
      return Template.parse(TEMPLATE_NAME, template);
    } catch (GoSyntaxException refused) {
      throw new InvalidInputException(
          "unable to create commit message template from spec: " + refused.getMessage(), refused);
    }
  }

  private static String execute(Template template, Object data, TemplateLimits limits) {
    try {
      String message = template.execute(data, endingWithTheWork(limits));
      if (message.indexOf(0) >= 0) {
        throw new InvalidInputException("failed to run template from spec: it prints a NUL");
      }
      return message;
    } catch (GoErrorException failed) {
      throw new InvalidInputException(
          "failed to run template from spec: " + failed.getMessage(), failed);
    }
  }

  /** The template engine reads the clock regularly; each time, a work that was cut off ends. */
  private static TemplateLimits endingWithTheWork(TemplateLimits limits) {
    InstantSource clock =
        () -> {
          Cutoff.check();
          return limits.clock().instant();
        };
    return new TemplateLimits(
        limits.output(), limits.steps(), limits.time(), limits.depth(), clock, limits.random());
  }
}
