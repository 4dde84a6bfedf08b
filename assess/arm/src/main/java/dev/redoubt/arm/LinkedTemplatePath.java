package dev.redoubt.arm;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resolves the location of a linked template that lies next to the template that links to it.
///
/// The location that a template is deployed from is unknown, but it is not needed:
/// `uri(deployment().properties.templateLink.uri, 'nested/x.json')` is the file `nested/x.json`
/// next to it, wherever both are uploaded to. Azure's own tools pass that location as
/// `_artifactsLocation`.
final class LinkedTemplatePath {

  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  /// The expressions that return the location of the linking template.
  private static final Set<String> HERE =
      Set.of(
          "deployment().properties.templatelink.uri",
          "parameters('_artifactslocation')",
          "parameters('artifactslocation')");

  private LinkedTemplatePath() {}

  /// Whether a location is an absolute URI.
  static boolean isAbsolute(String location) {
    return ABSOLUTE.matcher(location).matches();
  }

  /// Returns the path relative to the folder of the linking template, without query; null if the
  /// location is elsewhere or unknown.
  static @Nullable String of(Value location) {
    String path = resolve(location);
    return path == null || path.isEmpty() ? null : path;
  }

  private static @Nullable String resolve(Value location) {
    return switch (location) {
      case StringValue(var text, _) when !isAbsolute(text) -> withoutQuery(text);
      case Unknown(ResidualExpression.Symbol(var expression, _), _, _, _, _)
          when HERE.contains(PropertyName.folded(expression)) ->
          "";
      case Unknown(ResidualExpression.Call(var function, var arguments), _, _, _, _)
          when PropertyName.same(function, "uri") && arguments.size() == 2 ->
          below(resolve(arguments.getFirst()), known(arguments.getLast()));
      case Unknown(ResidualExpression.Call(var function, var arguments), _, _, _, _)
          when PropertyName.same(function, "concat") && !arguments.isEmpty() ->
          joined(arguments);
      case Unknown(ResidualExpression.Text(var parts), _, _, _, _) -> joined(parts);
      default -> null;
    };
  }

  /// A location with text appended: `concat(place, '/nested/x.json', token)`.
  private static @Nullable String joined(List<Value> parts) {
    String base = resolve(parts.getFirst());
    String rest = known(Unknown.text(parts.subList(1, parts.size()), location(parts)));
    if (base == null || rest == null) {
      return null;
    }
    return base.isEmpty() ? withoutSlash(rest) : base + rest;
  }

  private static dev.redoubt.estate.Origin location(List<Value> parts) {
    return parts.getFirst().origin();
  }

  /// Resolves like `uri()`: relative to the folder of the base, or to the base itself if it ends
  /// with a slash.
  private static @Nullable String below(@Nullable String base, @Nullable String relative) {
    if (base == null || relative == null) {
      return null;
    }
    return base.substring(0, base.lastIndexOf('/') + 1) + withoutSlash(relative);
  }

  /// Returns the text of a path. For a partially known text, returns the part before the unknown,
  /// if the unknown is a token after the file name.
  private static @Nullable String known(Value relative) {
    return switch (relative) {
      case StringValue(var text, _) -> withoutQuery(text);
      case Unknown(ResidualExpression.Text(var parts), _, _, _, _)
          when parts.getFirst() instanceof StringValue(var text, _)
              && isWhole(text)
              && parts.size() == 2 ->
          withoutQuery(text);
      case Unknown(ResidualExpression.Call(var function, var arguments), _, _, _, _)
          when PropertyName.same(function, "concat") && !arguments.isEmpty() ->
          known(Unknown.text(arguments, relative.origin()));
      default -> null;
    };
  }

  private static boolean isWhole(String text) {
    return text.indexOf('?') >= 0 || PropertyName.folded(text).endsWith(".json");
  }

  private static String withoutQuery(String text) {
    int end = text.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = text.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end).replace('\\', '/').replace("%20", " ");
  }

  private static String withoutSlash(String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return path.substring(start);
  }
}
