package dev.redoubt.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// The style sheet and the icon of all pages: screen, dark, phone and print.
public final class StyleSheet {

  private static final List<String> PARTS =
      List.of("elements.css", "components.css", "report.css", "media.css");

  private StyleSheet() {}

  /// The style sheet, with line feeds as line ends.
  public static String text() {
    return PARTS.stream().map(StyleSheet::read).collect(Collectors.joining());
  }

  /// The icon, an SVG.
  public static String icon() {
    return read("icon.svg");
  }

  private static String read(String name) {
    try (InputStream in = StyleSheet.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      // a browser reads CR LF as LF before it hashes
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
