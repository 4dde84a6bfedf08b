package dev.redoubt.engine;

import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.Template;
import java.util.function.Consumer;

/// Visits a template and the modules in it.
final class TemplateFiles {

  /// Deeper than modules of real templates.
  private static final int MAX_DEPTH = 32;

  private TemplateFiles() {}

  /// Passes the template and all templates of its nested deployments, in the order of declaration;
  /// linked templates are not among them.
  static void visit(Template template, Consumer<Template> visitor) {
    visit(template, visitor, 0);
  }

  private static void visit(Template template, Consumer<Template> visitor, int depth) {
    visitor.accept(template);
    if (depth < MAX_DEPTH) {
      template.resources().forEach(resource -> visit(resource, visitor, depth + 1));
    }
  }

  private static void visit(ResourceDeclaration resource, Consumer<Template> visitor, int depth) {
    if (resource.deployment() != null
        && resource.deployment().source()
            instanceof ResourceDeclaration.Source.Inline(Template inner)) {
      visit(inner, visitor, depth);
    }
    if (depth < MAX_DEPTH) {
      resource.children().forEach(child -> visit(child, visitor, depth + 1));
    }
  }
}
