package dev.redoubt.workspace.exemption;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says what is wrong with a comment that is meant as an exemption and is none.
final class ExemptionMistake {

  private static final String KEYWORD = "redoubt:exempt";
  private static final Pattern CONTROLS = Pattern.compile("(.*?)(?:\\s+(?:until|by)\\b.*|:.*|)");
  private static final Pattern CONTROL = Pattern.compile("[a-z0-9-]+");
  private static final Pattern UNTIL =
      Pattern.compile(".*?\\suntil(?:\\s+([^\\s:]+))?(?=\\s|:|$)(.*)");
  private static final Pattern BY = Pattern.compile(".*?\\sby\\b\\s*([^:]*)(:?)(.*)");

  private ExemptionMistake() {}

  /// @param text the comment, which begins like an exemption
  static String of(String text) {
    if (text.length() > ExemptionComment.MAX_LENGTH) {
      return "the comment is longer than " + ExemptionComment.MAX_LENGTH + " characters";
    }
    if (!text.matches("(?s)" + KEYWORD + "(\\s.*)?")) {
      return "it begins with `" + beginning(text) + "` instead of `" + KEYWORD + "`";
    }
    String rest = text.substring(KEYWORD.length()).replaceAll("\\s+", " ");
    Matcher controls = CONTROLS.matcher(rest.strip());
    String named = controls.matches() ? controls.group(1).strip() : "";
    if (named.isEmpty() || named.matches("(until|by)\\b.*")) {
      return "the control is missing";
    }
    for (String control : named.split("\\s*,\\s*", -1)) {
      if (!CONTROL.matcher(control).matches()) {
        return "`" + control + "` is not the id of a control";
      }
    }
    Matcher until = UNTIL.matcher(rest);
    if (!until.matches() || until.group(1) == null) {
      return "the last day is missing: `until YYYY-MM-DD`";
    }
    if (ExemptionComment.date(until.group(1)) == null) {
      return "`" + until.group(1) + "` is not a date";
    }
    Matcher by = BY.matcher(until.group(2));
    if (!by.matches() || by.group(1).replaceAll("\\(.*", "").isBlank()) {
      return "the owner is missing: `by OWNER`";
    }
    return by.group(2).isEmpty() || by.group(3).isBlank()
        ? "the reason is missing: `: REASON` after the owner"
        : "the parts are not in this order";
  }

  /// The first word, and the next one if the first ends with a colon.
  private static String beginning(String text) {
    Matcher words =
        Pattern.compile("\\*?\\s*redoubt\\s*:\\s*[^\\s:,]*", Pattern.CASE_INSENSITIVE)
            .matcher(text);
    return words.lookingAt() ? words.group().replaceAll("\\s+", " ").strip() : text;
  }
}
