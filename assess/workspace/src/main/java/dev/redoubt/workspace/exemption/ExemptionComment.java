package dev.redoubt.workspace.exemption;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a comment that declares an exemption: `redoubt:exempt CONTROL until DATE by OWNER:
/// REASON`, with several controls separated by commas and a ticket in parentheses after the owner.
sealed interface ExemptionComment {

  /// A valid exemption.
  record Valid(
      List<String> controls,
      LocalDate expires,
      String owner,
      @Nullable String ticket,
      String reason)
      implements ExemptionComment {}

  /// A comment that begins like an exemption and is none.
  record Malformed(String why) implements ExemptionComment {}

  /// Any other comment.
  record Other() implements ExemptionComment {}

  /// How an exemption is written.
  String SYNTAX = "`redoubt:exempt CONTROL until YYYY-MM-DD by OWNER: REASON`";

  /// Longer comments are not exemptions, so that the patterns stay cheap.
  int MAX_LENGTH = 2_000;

  /// The word that begins it, in any spelling that a person may have meant.
  Pattern BEGIN = Pattern.compile("(?i)\\*?\\s*redoubt\\s*:\\s*([A-Za-z-]*)");

  Pattern FORM =
      Pattern.compile(
          "redoubt:exempt\\s+([a-z0-9-]+(?:\\s*,\\s*[a-z0-9-]+)*+)\\s+until\\s+(\\S+)\\s+by\\s+"
              + "([^:()]+?)\\s*(?:\\(([^()]+)\\)\\s*)?:\\s*(\\S.*)",
          Pattern.DOTALL);

  static ExemptionComment of(String comment) {
    String text = comment.strip();
    Matcher begin = BEGIN.matcher(text);
    if (!begin.lookingAt()) {
      return new Other();
    }
    boolean isExact = text.startsWith("redoubt:exempt");
    if (!isExact && !isMeant(begin.group(1), text)) {
      return new Other();
    }
    Matcher form = FORM.matcher(text.length() > MAX_LENGTH ? "" : text);
    LocalDate expires = form.matches() ? date(form.group(2)) : null;
    if (expires == null) {
      return new Malformed(ExemptionMistake.of(text) + "; an exemption is written " + SYNTAX);
    }
    String ticket = form.group(4);
    return new Valid(
        Arrays.stream(form.group(1).split("\\s*,\\s*")).distinct().toList(),
        expires,
        form.group(3).strip(),
        ticket == null ? null : ticket.strip(),
        form.group(5).strip().replaceAll("\\s+", " "));
  }

  /// Whether a comment that begins with `redoubt:` and another word is meant as an exemption.
  private static boolean isMeant(String word, String text) {
    return text.matches("(?is)\\*?\\s*redoubt:\\S.*")
        || word.matches("(?i)exempt.*|ignore|suppress.*|disable|skip|allow");
  }

  /// A date as exemptions have it; null if the text is none.
  static @Nullable LocalDate date(String text) {
    try {
      return text.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(text) : null;
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
