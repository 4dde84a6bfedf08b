package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramSymbol;

/// The glyphs of the pictures: paths in a square of 24, drawn with one stroke width and without
/// fill. They are our own: the terms of Microsoft's icons exclude user interfaces.
final class DiagramGlyphs {

  static final String LOCK = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2";
  static final String PIPE = "M3 7v10M21 7v10M3 9.5h18M3 14.5h18";
  static final String QUESTION = "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18v.6";
  static final String FILTER = "M4 5h16l-6 7.5V19l-4-2.5v-4z";

  private DiagramGlyphs() {}

  static String path(DiagramSymbol symbol) {
    return switch (symbol) {
      case STORAGE -> "M4 4h16v7H4zM4 13h16v7H4zM7.5 7.5h3M7.5 16.5h3";
      case DATABASE ->
          "M4.5 6.5c0-1.7 3.4-3 7.5-3s7.5 1.3 7.5 3-3.4 3-7.5 3-7.5-1.3-7.5-3zM4.5 6.5v11c0 1.7 3.4"
              + " 3 7.5 3s7.5-1.3 7.5-3v-11M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3";
      case SEARCH -> "M17 10.5a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0zM15.2 15.2L20.5 20.5";
      case PIPELINE -> "M3 9.5h5v5H3zM16 3.5h5v5h-5zM16 15.5h5v5h-5zM8 12h4M16 6h-4v12h4";
      case WORKSPACE -> "M4 4h7v9H4zM13.5 4H20v5h-6.5zM13.5 11.5H20V20h-6.5zM4 15.5h7V20H4z";
      case COMPUTE ->
          "M6 6h12v12H6zM10 10h4v4h-4zM9 6V3M15 6V3M9 21v-3M15 21v-3M6 9H3M6 15H3M21 9h-3M21 15h-3";
      case MODEL ->
          "M7 6.5a2 2 0 1 1-4 0a2 2 0 1 1 4 0zM7 17.5a2 2 0 1 1-4 0a2 2 0 1 1 4 0zM14 12a2 2 0 1"
              + " 1-4 0a2 2 0 1 1 4 0zM21 6.5a2 2 0 1 1-4 0a2 2 0 1 1 4 0zM21 17.5a2 2 0 1 1-4 0a2"
              + " 2 0 1 1 4 0zM6.6 7.7l3.8 3.1M6.6 16.3l3.8-3.1M13.6 10.8l3.8-3.1M13.6 13.2l3.8"
              + " 3.1";
      case AGENT ->
          "M6 8.5h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM12"
              + " 8.5v-3M13.5 4a1.5 1.5 0 1 1-3 0a1.5 1.5 0 1 1 3 0zM9 12.5v2M15 12.5v2M1.8"
              + " 13v3M22.2 13v3";
      case REGISTRY -> "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5l8-4.5M12 12v9M8 5.2l8 4.6";
      case ENDPOINT ->
          "M12.5 12a4.5 4.5 0 1 1-9 0a4.5 4.5 0 1 1 9 0zM12.5 12H21M17.5 8.5L21 12l-3.5 3.5";
      case APPLICATION -> "M3 5h18v14H3zM3 9.5h18M6 7.2h.5M9 7.2h.5M7 13h5M7 16h8";
      case GATEWAY -> "M4 20.5V11a8 8 0 0 1 16 0v9.5zM8.5 20.5V12a3.5 3.5 0 0 1 7 0v8.5M12 3v2";
      case KEYS -> "M12 12a4 4 0 1 1-8 0a4 4 0 1 1 8 0zM12 12h9v4M17 12v3";
      case NETWORK ->
          "M14.5 12a2.5 2.5 0 1 1-5 0a2.5 2.5 0 1 1 5 0zM12 9.5V6M12 14.5V18M9.5 12H6M14.5"
              + " 12H18M10.5 3h3v3h-3zM10.5 18h3v3h-3zM3 10.5h3v3H3zM18 10.5h3v3h-3z";
      case PRIVATE_ENDPOINT -> "M3 12h5M8 7.5v9h4a4.5 4.5 0 0 0 0-9zM16.5 12H21M12 10.5v3";
      case FIREWALL ->
          "M3 5h18v14H3zM3 9.7h18M3 14.3h18M9 5v4.7M15 5v4.7M6 9.7v4.6M12 9.7v4.6M18 9.7v4.6M9"
              + " 14.3V19M15 14.3V19";
      case MONITORING -> "M3 12.5h4l3-7.5l4 14l3-6.5h4";
      case POLICY -> "M6 4.5h12V21H6zM9.5 3h5v3h-5zM9 13.5l2.2 2.2l4-4.4";
      case IDENTITY ->
          "M5 4.5h14v16H5zM10 2.5v4M14 2.5v4M14.3 11a2.3 2.3 0 1 1-4.6 0a2.3 2.3 0 1 1 4.6 0zM8.3"
              + " 17.8a3.8 3.8 0 0 1 7.4 0";
      case PERSON -> "M15.5 7.5a3.5 3.5 0 1 1-7 0a3.5 3.5 0 1 1 7 0zM5 20a7 7 0 0 1 14 0z";
      case INTERNET ->
          "M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0zM3 12h18M12 3c2.6 2.7 4 5.7 4 9s-1.4 6.3-4"
              + " 9c-2.6-2.7-4-5.7-4-9s1.4-6.3 4-9z";
      case RESOURCE -> "M12 3.5l7.5 4.2v8.6L12 20.5l-7.5-4.2V7.7zM4.5 7.7L12 12l7.5-4.3M12 12v8.5";
    };
  }
}
