package dev.redoubt.keys.release;

import java.util.List;

/// Explains as a tree why a policy accepts or rejects a token.
///
/// @param text the condition, and what was found
/// @param parts of a condition that is made of others
public record ReleaseReason(ConditionResult result, String text, List<ReleaseReason> parts) {

  /// Copies the parts.
  public ReleaseReason {
    parts = List.copyOf(parts);
  }

  static ReleaseReason of(ConditionResult truth, String text) {
    return new ReleaseReason(truth, text, List.of());
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
        switch (result) {
          case HOLDS -> "holds     ";
          case VIOLATED -> "violated  ";
          case UNKNOWN -> "unknown   ";
        };
    out.append(indent).append(mark).append(text).append('\n');
    parts.forEach(each -> each.print(indent + "  ", out));
  }
}
