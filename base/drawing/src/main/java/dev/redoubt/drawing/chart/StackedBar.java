package dev.redoubt.drawing.chart;

import dev.redoubt.drawing.svg.SvgWriter;
import java.util.List;

/// A horizontal bar of parts. It repeats numbers that are written beside it, so that it is hidden
/// from screen readers.
///
/// @param parts from left to right
/// @param scale the number that fills the whole width
public record StackedBar(List<Part> parts, long scale) {

  private static final int WIDTH = 200;
  private static final int HEIGHT = 12;

  /// The smallest width that is still seen.
  private static final double MIN_WIDTH = 2;

  public StackedBar {
    parts = List.copyOf(parts);
  }

  /// A part of a bar.
  ///
  /// @param style the class of the style sheet that has its colour
  public record Part(String style, long number) {}

  /// The bar as an `svg` element of class `chart`.
  public String svg() {
    SvgWriter svg = new SvgWriter();
    svg.open("svg")
        .set("class", "chart")
        .set("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
        .set("width", WIDTH)
        .set("height", HEIGHT)
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true");
    double left = 0;
    for (Part part : parts) {
      if (part.number() > 0 && scale > 0) {
        double width = Math.max(MIN_WIDTH, (double) WIDTH * part.number() / scale);
        width = Math.min(width, WIDTH - left);
        svg.open("rect")
            .set("class", part.style())
            .set("x", left)
            .set("y", 0)
            .set("width", width)
            .set("height", HEIGHT)
            .close();
        left += width;
      }
    }
    return svg.close().toText();
  }
}
