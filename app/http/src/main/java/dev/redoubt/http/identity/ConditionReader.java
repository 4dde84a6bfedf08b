package dev.redoubt.http.identity;

import dev.redoubt.configuration.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what claims have to say:
///
///     when:
///       repository: contoso/credit           # exactly this, or one of a list
///       groups: {contains: [5c2b7a3e]}       # a list that has one of these
///       ref: {like: refs/tags/v*}            # `*` without `/` and `:`, `**` anything
final class ConditionReader {

  private ConditionReader() {}

  static List<Condition> read(Section section) {
    List<Condition> conditions = new ArrayList<>();
    section
        .choices()
        .forEach(
            (claim, choice) -> {
              switch (choice) {
                case Section.Choice.Texts(List<String> texts) -> {
                  if (texts.isEmpty()) {
                    section.mistake(claim, "`" + claim + "` does not say what the claim has to be");
                  }
                  conditions.add(new Condition.OneOf(claim, Set.copyOf(texts)));
                }
                case Section.Choice.Part(Section part) -> conditions.addAll(part(claim, part));
              }
            });
    if (conditions.isEmpty()) {
      section.mistake("no condition is left; it would hold for everybody");
    }
    return conditions;
  }

  /// What says nothing is a mistake: left out, a mapping would be for more people than were meant.
  private static List<Condition> part(String claim, Section part) {
    List<Condition> conditions = new ArrayList<>();
    if (part.has("contains")) {
      Set<String> texts = Set.copyOf(part.texts("contains"));
      if (texts.isEmpty()) {
        part.mistake("contains", "`contains` does not say what the list has to have");
      }
      conditions.add(new Condition.Contains(claim, texts));
    } else if (!part.has("like")) {
      part.mistake("`" + claim + "` needs `contains` or `like`");
    }
    if (part.has("like")) {
      part.text("like").ifPresent(glob -> conditions.add(glob(claim, glob, part)));
    }
    part.end();
    return conditions;
  }

  /// A form that has wildcards alone, or many, is no condition.
  private static Condition glob(String claim, String glob, Section part) {
    if (glob.replace("*", "").isBlank()) {
      part.mistake("like", "`" + glob + "` would hold for everybody");
    }
    if (glob.chars().filter(each -> each == '*').count() > 8) {
      part.mistake("like", "`" + glob + "` has more than eight `*`");
    }
    return Condition.Glob.of(claim, glob);
  }
}
