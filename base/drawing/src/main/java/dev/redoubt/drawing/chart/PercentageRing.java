package dev.redoubt.drawing.chart;

import dev.redoubt.drawing.svg.SvgWriter;
import java.util.OptionalInt;

/// A percentage as a ring with the number in it.
///
/// @param percentage 0 to 100; empty for a ring without number
/// @param label what a screen reader says
public record PercentageRing(OptionalInt percentage, String label) {

  private static final int SIZE = 112;
  private static final double RADIUS = 46;
  private static final double THICKNESS = 12;

  /// The ring as an `svg` element of class `chart`.
  public String svg() {
    SvgWriter svg = new SvgWriter();
    svg.open("svg")
        .set("class", "chart")
        .set("viewBox", "0 0 " + SIZE + " " + SIZE)
        .set("width", SIZE)
        .set("height", SIZE)
        .set("role", "img")
        .set("aria-label", label);
    circle(svg, "rail");
    svg.close();
    if (percentage.isPresent() && percentage.getAsInt() > 0) {
      circle(svg, "arc");
      double around = 2 * Math.PI * RADIUS;
      svg.set(
              "stroke-dasharray",
              SvgWriter.number(around * percentage.getAsInt() / 100)
                  + " "
                  + SvgWriter.number(around))
          .set("transform", "rotate(-90 " + SIZE / 2 + " " + SIZE / 2 + ")")
          .close();
    }
    svg.open("text")
        .set("x", SIZE / 2.0)
        .set("y", SIZE / 2.0 + 9)
        .set("text-anchor", "middle")
        .set("class", "big")
        .text(percentage.isPresent() ? String.valueOf(percentage.getAsInt()) : "-")
        .close();
    return svg.close().toText();
  }

  /// Leaves the element open.
  private static void circle(SvgWriter svg, String style) {
    svg.open("circle")
        .set("class", style)
        .set("cx", SIZE / 2.0)
        .set("cy", SIZE / 2.0)
        .set("r", RADIUS)
        .set("stroke-width", THICKNESS);
  }
}
