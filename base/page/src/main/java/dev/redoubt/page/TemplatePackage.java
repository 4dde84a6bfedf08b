package dev.redoubt.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import java.util.Map;

/// The templates of one module, which its build has compiled to classes of a package of its own.
/// The template engine escapes all values for their context.
public final class TemplatePackage {

  private final TemplateEngine engine;

  /// The templates of a package.
  ///
  /// @param name the property `jte.package` of the module
  public TemplatePackage(String name) {
    this.engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, name);
  }

  /// Writes a template.
  ///
  /// @param template its file name without `.jte`
  public void render(String template, Map<String, Object> parameters, TemplateOutput output) {
    engine.render(template + ".jte", parameters, output);
  }

  /// A template with its parameters, as a part of another one.
  public Content content(String template, Map<String, Object> parameters) {
    return output -> render(template, parameters, output);
  }
}
