package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.svg.SvgWriter;

/// The arrow heads of lines.
record PictureMarkers(SvgWriter svg, String prefix) {

  void define() {
    svg.open("defs").line();
    for (String type : new String[] {"uses", "public", "link", "role", "federation"}) {
      svg.open("marker").set("id", prefix + "-arrow-" + type).set("class", "arrow a-" + type);
      svg.set("viewBox", "0 0 8 8").set("refX", "7").set("refY", "4");
      svg.set("markerWidth", "7").set("markerHeight", "7").set("markerUnits", "userSpaceOnUse");
      svg.set("orient", "auto");
      svg.open("path").set("d", "M0 0.5L7.5 4L0 7.5z").close().close().line();
    }
    svg.close().line();
  }

  static String reference(String prefix, String type) {
    return "url(#" + prefix + "-arrow-" + type + ")";
  }
}
