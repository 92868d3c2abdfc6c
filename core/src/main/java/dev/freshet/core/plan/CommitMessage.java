package dev.freshet.core.plan;

import dev.freshet.core.Cutoff;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.template.Template;
import dev.freshet.gocompat.template.TemplateLimits;
import java.time.InstantSource;
import java.util.Map;

/** The message of the commit that carries out a plan. */
public final class CommitMessage {
  private static final String DEFAULT = "Update from image update automation";
  private static final String TEMPLATE_NAME = "commit message";

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

  /** The engine reads the clock now and then, which is when to see whether the work was cut. */
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
