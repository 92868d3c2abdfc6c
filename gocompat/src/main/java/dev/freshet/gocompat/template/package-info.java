/**
 * Go's text/template: {@link dev.freshet.gocompat.template.Template} parses and executes.
 *
 * <p>Read {@link dev.freshet.gocompat.template.Lexer}, {@link dev.freshet.gocompat.template.Parser}
 * over {@link dev.freshet.gocompat.template.ExpressionParser}, then {@link
 * dev.freshet.gocompat.template.Executor} over {@link dev.freshet.gocompat.template.Evaluator}.
 * What a template may use is bounded by {@link dev.freshet.gocompat.template.TemplateLimits}.
 */
@NullMarked
package dev.freshet.gocompat.template;

import org.jspecify.annotations.NullMarked;
