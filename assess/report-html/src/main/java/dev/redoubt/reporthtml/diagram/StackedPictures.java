package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.svg.SvgWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Several pictures of [DiagramPicture] below each other, as one SVG.
public final class StackedPictures {

  private static final Pattern SIZE =
      Pattern.compile("<svg [^>]*?\\bwidth=\"([0-9.]+)\" height=\"([0-9.]+)\"");

  private StackedPictures() {}

  /// One SVG of all pictures.
  ///
  /// @param pictures files of their own with different prefixes of ids; at least one
  public static String of(List<String> pictures) {
    if (pictures.size() == 1) {
      return pictures.getFirst();
    }
    StringBuilder inner = new StringBuilder();
    double width = 0;
    double height = 0;
    for (String picture : pictures) {
      Matcher size = SIZE.matcher(picture);
      if (!size.lookingAt()) {
        throw new IllegalArgumentException("no picture with a size");
      }
      inner
          .append("<svg y=\"")
          .append(SvgWriter.number(height))
          .append("\" ")
          .append(picture, "<svg ".length(), picture.length());
      width = Math.max(width, Double.parseDouble(size.group(1)));
      height += Double.parseDouble(size.group(2));
    }
    SvgWriter svg = new SvgWriter();
    svg.open("svg").set("xmlns", "http://www.w3.org/2000/svg");
    svg.set("viewBox", "0 0 " + SvgWriter.number(width) + " " + SvgWriter.number(height));
    svg.set("width", width).set("height", height).line();
    svg.svg(inner.toString()).close();
    return svg.toText() + "\n";
  }
}
