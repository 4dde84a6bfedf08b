package dev.redoubt.scan.internal.packages;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Validates environment markers of a requirement: `python_version < "3.8" and (sys_platform ==
/// 'win32')`. Source: PEP 508, its grammar of markers.
final class EnvironmentMarkers {

  private static final Pattern TOKEN =
      Pattern.compile(
          "[ \\t]*+(?:(?<open>\\()|(?<close>\\))|(?<text>'[^']*+'|\"[^\"]*+\")"
              + "|(?<operator><=|>=|===|==|~=|!=|<|>)|(?<word>[a-z_.]++))[ \\t]*+");

  private static final Set<String> VARIABLES =
      Set.of(
          "dependency_groups",
          "extra",
          "extras",
          "implementation_name",
          "implementation_version",
          "os.name",
          "os_name",
          "platform.machine",
          "platform.python_implementation",
          "platform.version",
          "platform_machine",
          "platform_python_implementation",
          "platform_release",
          "platform_system",
          "platform_version",
          "python_full_version",
          "python_implementation",
          "python_version",
          "sys.platform",
          "sys_platform");

  /// What may come next.
  private enum State {
    OPERAND,
    OPERATOR,
    SECOND_OPERAND,
    END
  }

  private State state = State.OPERAND;
  private int open;
  private boolean not;

  private EnvironmentMarkers() {}

  /// Whether a text is a marker.
  static boolean isMarker(String text) {
    EnvironmentMarkers markers = new EnvironmentMarkers();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      token.region(at, text.length());
      if (!token.lookingAt() || token.end() == at || !markers.take(token)) {
        return false;
      }
      at = token.end();
    }
    return markers.state == State.END && markers.open == 0;
  }

  private boolean take(Matcher token) {
    if (token.group("open") != null) {
      open++;
      return state == State.OPERAND;
    }
    if (token.group("close") != null) {
      return state == State.END && --open >= 0;
    }
    String word = token.group("word");
    if (token.group("text") != null || (word != null && VARIABLES.contains(word))) {
      return operand();
    }
    return word == null ? operator() : word(word);
  }

  private boolean operand() {
    boolean first = state == State.OPERAND;
    boolean second = state == State.SECOND_OPERAND && !not;
    state = first ? State.OPERATOR : State.END;
    return first || second;
  }

  private boolean operator() {
    boolean expected = state == State.OPERATOR;
    state = State.SECOND_OPERAND;
    return expected;
  }

  private boolean word(String word) {
    return switch (word) {
      case "and", "or" -> {
        boolean expected = state == State.END;
        state = State.OPERAND;
        yield expected;
      }
      case "not" -> {
        not = true;
        yield operator();
      }
      case "in" -> {
        boolean after = not && state == State.SECOND_OPERAND;
        not = false;
        yield after || operator();
      }
      default -> false;
    };
  }
}
