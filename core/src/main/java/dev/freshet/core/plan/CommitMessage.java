package dev.freshet.core.plan;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.template.Template;
import dev.freshet.gocompat.template.TemplateLimits;
import java.util.Map;

/** The message of the commit that carries out a plan. */
public final class CommitMessage {
  private static final String DEFAULT = "Update from image update automation";
  private static final String TEMPLATE_NAME = "commit message";

  private CommitMessage() {}

  /**
   * Renders an automation's message template; an empty one stands for a fixed message. A template
   * that does not parse, fails, or goes beyond its limits is an InvalidInputException.
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
      return template.execute(data, limits);
    } catch (GoErrorException failed) {
      throw new InvalidInputException(
          "failed to run template from spec: " + failed.getMessage(), failed);
    }
  }
}
