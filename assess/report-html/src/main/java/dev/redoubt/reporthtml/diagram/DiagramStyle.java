package dev.redoubt.reporthtml.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The style sheet of pictures and their figures. A page with inline pictures contains it once.
public final class DiagramStyle {

  private DiagramStyle() {}

  /// The rules of pictures, light and dark, all below the class `redoubt-picture`.
  public static String css() {
    return read("picture.css");
  }

  /// The rules of what surrounds a picture in a page, all below the class `redoubt-figure`.
  public static String figureCss() {
    return read("figure.css");
  }

  private static String read(String name) {
    try (InputStream in = DiagramStyle.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
