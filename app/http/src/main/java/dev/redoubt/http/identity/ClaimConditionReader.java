package dev.redoubt.http.identity;

import dev.redoubt.configuration.ConfigurationSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the conditions on claims from the configuration:
///
///     when:
///       repository: contoso/credit           # exactly this, or one of a list
///       groups: {contains: [5c2b7a3e]}       # a list that has one of these
///       ref: {like: refs/tags/v*}            # `*` without `/` and `:`, `**` anything
final class ClaimConditionReader {

  private ClaimConditionReader() {}

  static List<ClaimCondition> read(ConfigurationSection section) {
    List<ClaimCondition> conditions = new ArrayList<>();
    section
        .choices()
        .forEach(
            (claim, choice) -> {
              switch (choice) {
                case ConfigurationSection.Choice.Texts(List<String> texts) -> {
                  if (texts.isEmpty()) {
                    section.addError(
                        claim, "`" + claim + "` is empty; write the expected value of the claim");
                  }
                  conditions.add(new ClaimCondition.OneOf(claim, Set.copyOf(texts)));
                }
                case ConfigurationSection.Choice.Part(ConfigurationSection part) ->
                    conditions.addAll(part(claim, part));
              }
            });
    if (conditions.isEmpty()) {
      section.addError("no condition is given; every token would match");
    }
    return conditions;
  }

  /// An empty condition is an error: ignoring it would apply the mapping to more principals than
  /// intended.
  private static List<ClaimCondition> part(String claim, ConfigurationSection part) {
    List<ClaimCondition> conditions = new ArrayList<>();
    if (part.has("contains")) {
      Set<String> texts = Set.copyOf(part.texts("contains"));
      if (texts.isEmpty()) {
        part.addError("contains", "`contains` is empty; write at least one expected value");
      }
      conditions.add(new ClaimCondition.Contains(claim, texts));
    } else if (!part.has("like")) {
      part.addError("`" + claim + "` needs `contains` or `like`");
    }
    if (part.has("like")) {
      part.text("like").ifPresent(glob -> conditions.add(glob(claim, glob, part)));
    }
    part.end();
    return conditions;
  }

  /// A pattern of wildcards only, or with too many of them, is rejected.
  private static ClaimCondition glob(String claim, String glob, ConfigurationSection part) {
    if (glob.replace("*", "").isBlank()) {
      part.addError("like", "`" + glob + "` would match every value");
    }
    if (glob.chars().filter(each -> each == '*').count() > 8) {
      part.addError("like", "`" + glob + "` has more than eight `*`");
    }
    return ClaimCondition.Glob.of(claim, glob);
  }
}
