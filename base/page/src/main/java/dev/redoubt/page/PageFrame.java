package dev.redoubt.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A whole HTML page: the document around what a module shows.
///
/// The parts are templates of the module that uses the frame. They may use the classes of the style
/// sheet, and neither `style` attributes nor inline event handlers, which the content security
/// policy blocks.
///
/// @param assets where style sheet, icon and scripts come from
/// @param title of the window
/// @param home the link of the brand
/// @param metadata content of `meta` elements by name
/// @param header what follows the brand: navigation
/// @param main the content
/// @param footer a `footer` element with class `foot`, or nothing
public record PageFrame(
    PageAssets assets,
    String title,
    String home,
    SortedMap<String, String> metadata,
    Content header,
    Content main,
    Content footer)
    implements Content {

  /// No content.
  public static final Content NOTHING = _ -> {};

  private static final TemplatePackage TEMPLATES = new TemplatePackage("gg.jte.generated.page");

  public PageFrame {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /// A page without further metadata.
  public PageFrame(
      PageAssets assets, String title, String home, Content header, Content main, Content footer) {
    this(assets, title, home, new TreeMap<>(), header, main, footer);
  }

  @Override
  public void writeTo(TemplateOutput output) {
    TEMPLATES.render("frame", Map.of("frame", this), output);
  }
}
