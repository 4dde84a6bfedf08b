package dev.redoubt.facts;

import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.facts.TypeDescription.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds resources by the name in a host name, such as `https://NAME.blob.core.windows.net`, by a
/// value that is the name alone, and by the text of a call that lists keys. A name that two
/// resources have finds none.
final class HostNames {

  /// A shorter text is too often the name of something else.
  private static final int MIN_NAME = 6;

  private static final List<String> SUFFIXES =
      List.of(".azurecr.io", ".windows.net", ".azure.net", ".azure.com", ".azurewebsites.net");

  private final Map<NameSegment, ResourceKey> byName = new HashMap<>();
  private final Map<String, ResourceKey> byExpression = new HashMap<>();

  HostNames(Iterable<ResourceFacts> resources) {
    Set<NameSegment> ambiguous = new HashSet<>();
    for (ResourceFacts each : resources) {
      Resource resource = each.resource();
      if (resource.key().parent() != null || each.description().shape() != Shape.COMPONENT) {
        continue;
      }
      byExpression.put(ExpressionPrinter.of(resource.key().idValue()), resource.key());
      if (!each.description().hasNoEndpoint()
          && byName.putIfAbsent(resource.key().lastName(), resource.key()) != null) {
        ambiguous.add(resource.key().lastName());
      }
    }
    ambiguous.forEach(byName::remove);
  }

  /// The resource whose name is the value, or the first label of the host in it; null without one.
  @Nullable ResourceKey find(Value value) {
    Value host = hostLabel(value);
    Value name = host == null ? value : host;
    if (name instanceof StringValue(var text, _) && text.length() < MIN_NAME && host == null) {
      return null;
    }
    return byName.get(new NameSegment(name));
  }

  /// The resource whose keys or secrets a call lists; null for another expression.
  ///
  /// @param expression the text of a call: `listKeys(ID, 'VERSION')`
  @Nullable ResourceKey ofListedKey(String expression) {
    int open = expression.indexOf('(');
    if (open < 0 || !expression.startsWith("list")) {
      return null;
    }
    int depth = 0;
    boolean isQuoted = false;
    for (int i = open + 1; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\'') {
        isQuoted = !isQuoted;
      } else if (!isQuoted) {
        if (depth == 0 && (c == ',' || c == ')')) {
          return byExpression.get(expression.substring(open + 1, i));
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
    }
    return null;
  }

  /// The part between `://`, or the start of a host name of Azure, and the next dot, colon or
  /// slash; null if there is no such part.
  private static @Nullable Value hostLabel(Value value) {
    List<Value> parts =
        value instanceof Unknown(ResidualExpression.Text(var some), _, _, _, _)
            ? some
            : List.of(value);
    List<Value> label = new ArrayList<>();
    boolean isOpen = isAzureHost(parts.getLast());
    for (Value part : parts) {
      if (!(part instanceof StringValue(var text, _))) {
        if (isOpen) {
          label.add(part);
        }
        continue;
      }
      String rest = text;
      if (!isOpen) {
        int scheme = text.indexOf("://");
        if (scheme < 0) {
          continue;
        }
        isOpen = true;
        rest = text.substring(scheme + 3);
      }
      int end = labelEnd(rest);
      if (end >= 0) {
        label.add(StringValue.of(rest.substring(0, end)));
        return Unknown.text(label, Origin.NONE);
      }
      label.add(StringValue.of(rest));
    }
    return null;
  }

  /// Whether a text without a scheme ends as a host name of Azure.
  private static boolean isAzureHost(Value last) {
    return last instanceof StringValue(var text, _)
        && !text.contains("://")
        && !text.contains(" ")
        && SUFFIXES.stream().anyMatch(text::endsWith);
  }

  private static int labelEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '/' || c == ':') {
        return i;
      }
    }
    return -1;
  }
}
