package dev.redoubt.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Where a page gets its style sheet, its icon and its scripts from.
public sealed interface PageAssets {

  /// The address of the icon.
  String icon();

  /// The content security policy in the page itself; empty if the server sends one.
  String policy();

  /// Files that the server of the page has.
  ///
  /// @param styleSheet the address of the style sheet
  /// @param scripts the addresses of the scripts
  record Linked(String styleSheet, String icon, List<String> scripts) implements PageAssets {

    public Linked {
      scripts = List.copyOf(scripts);
    }

    @Override
    public String policy() {
      return "";
    }
  }

  /// Texts in the page, which needs no other file. The policy allows these texts by their hashes,
  /// and nothing else: no other script or style, no connection.
  ///
  /// @param script a text without `</script`; may be empty
  record Inlined(String style, String script) implements PageAssets {

    public Inlined {
      refuse(style, "</style");
      refuse(script, "</script");
      refuse(script, "<!--");
    }

    /// With the style sheet of all pages.
    ///
    /// @param script a text without `</script`; may be empty
    public static Inlined withScript(String script) {
      return new Inlined(StyleSheet.text(), script);
    }

    @Override
    public String icon() {
      return "data:image/svg+xml;base64,"
          + Base64.getEncoder().encodeToString(StyleSheet.icon().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String policy() {
      return "default-src 'none'; style-src "
          + ContentHash.source(style)
          + "; script-src "
          + (script.isEmpty() ? "'none'" : ContentHash.source(script))
          + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /// A text that ends its element early would be read as another page than the one that was
    /// hashed.
    private static void refuse(String text, String end) {
      if (text.toLowerCase(Locale.ROOT).contains(end)) {
        throw new IllegalArgumentException("the text of a style or script contains `" + end + "`");
      }
    }
  }
}
