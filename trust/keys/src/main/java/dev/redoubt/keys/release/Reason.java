package dev.redoubt.keys.release;

import java.util.List;

/// Why a policy accepts a token or not, as a tree.
///
/// @param text the condition, and what was found
/// @param parts of a condition that is made of others
public record Reason(Truth truth, String text, List<Reason> parts) {

  /// Copies the parts.
  public Reason {
    parts = List.copyOf(parts);
  }

  static Reason of(Truth truth, String text) {
    return new Reason(truth, text, List.of());
  }

  /// Lines of text; parts are indented by two spaces.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    print("", out);
    return out.toString().stripTrailing();
  }

  private void print(String indent, StringBuilder out) {
    String mark =
        switch (truth) {
          case HOLDS -> "holds     ";
          case VIOLATED -> "violated  ";
          case UNKNOWN -> "unknown   ";
        };
    out.append(indent).append(mark).append(text).append('\n');
    parts.forEach(each -> each.print(indent + "  ", out));
  }
}
