package dev.redoubt.reporthtml.diagram;

/// What a difference says of a node or an edge.
public enum DiagramChange {
  SAME("same", ""),
  ADDED("added", "+"),
  REMOVED("removed", "\u2212"),
  CHANGED("changed", "~");

  private final String word;
  private final String sign;

  DiagramChange(String word, String sign) {
    this.word = word;
    this.sign = sign;
  }

  /// `added`, `removed`, `changed`, `same`.
  public String word() {
    return word;
  }

  /// `+`, a minus sign, `~`; empty for [#SAME].
  public String sign() {
    return sign;
  }
}
