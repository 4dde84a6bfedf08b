package dev.redoubt.arm;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A token in the text of a template that a pipeline replaces before the deployment:
/// `#_namePrefix_#`. The tests of the Azure Verified Modules contain such tokens. Source: "Validate
/// Module Locally", contribution guide of Azure Verified Modules.
public final class PipelineToken {

  private static final String START = "#_";
  private static final Pattern TOKEN = Pattern.compile("#_(\\w+?)_#");

  private PipelineToken() {}

  /// Returns the text with an unknown part for each token; the text itself if it contains none.
  public static Value replaced(String text, Origin origin) {
    if (!text.contains(START)) {
      return StringValue.of(text).at(origin);
    }
    Matcher matcher = TOKEN.matcher(text);
    List<Value> parts = new ArrayList<>();
    int end = 0;
    while (matcher.find()) {
      parts.add(StringValue.of(text.substring(end, matcher.start())));
      parts.add(unknown(matcher.group(1), origin));
      end = matcher.end();
    }
    parts.add(StringValue.of(text.substring(end)));
    return Unknown.text(parts, origin);
  }

  private static Unknown unknown(String name, Origin origin) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PARAMETER,
            "the token `#_" + name + "_#` is replaced by a pipeline",
            "replace the token, or give a value for the parameter that contains it");
    return Unknown.symbol("token('" + name + "')", cause, TypeHint.STRING, origin);
  }
}
