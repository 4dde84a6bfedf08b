package dev.redoubt.template.syntax;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of a `$ref` after `#/definitions/`: the name of a definition, or a JSON pointer (RFC
/// 6901) into one, in URI fragment form.
public final class DefinitionReference {

  private DefinitionReference() {}

  /// Escapes one segment: all characters except letters, digits and `-_.~` are percent-encoded.
  public static String escaped(String segment) {
    String pointer = segment.replace("~", "~0").replace("/", "~1");
    return URLEncoder.encode(pointer, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /// Returns the unescaped segments of a pointer, starting with the name of the definition; a
  /// segment with invalid escapes is used unchanged.
  public static List<String> segments(String pointer) {
    return Stream.of(pointer.split("/", -1)).map(DefinitionReference::unescaped).toList();
  }

  private static String unescaped(String segment) {
    String pointer;
    try {
      pointer = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      pointer = segment;
    }
    return pointer.replace("~1", "/").replace("~0", "~");
  }

  /// Returns a part of a type: `properties` and a name, `additionalProperties`, `items`,
  /// `prefixItems` and an index, and so on; null if there is none. References on the path are not
  /// followed.
  public static @Nullable TypeDefinition part(TypeDefinition type, List<String> segments) {
    Iterator<String> steps = segments.iterator();
    TypeDefinition here = type;
    while (here != null && steps.hasNext()) {
      here = part(here, steps);
    }
    return here;
  }

  private static @Nullable TypeDefinition part(TypeDefinition type, Iterator<String> steps) {
    return switch (steps.next()) {
      case "properties" ->
          steps.hasNext() ? type.properties().get(PropertyName.folded(steps.next())) : null;
      case "additionalProperties" -> type.additionalProperties();
      case "items" -> element(type);
      case "prefixItems" -> steps.hasNext() ? item(type, steps.next()) : null;
      default -> null;
    };
  }

  /// Returns the type of an array's elements; for an array of literals it is declared at the array
  /// itself.
  private static @Nullable TypeDefinition element(TypeDefinition type) {
    if (type.items() == null && type.type() == Kind.ARRAY && type.allowedValues() != null) {
      return new TypeDefinition(
          Kind.ANY,
          null,
          false,
          false,
          type.allowedValues(),
          null,
          null,
          Map.of(),
          null,
          null,
          List.of(),
          null,
          type.origin());
    }
    return type.items();
  }

  private static @Nullable TypeDefinition item(TypeDefinition type, String index) {
    for (int i = 0; i < type.prefixItems().size(); i++) {
      if (index.equals(Integer.toString(i))) {
        return type.prefixItems().get(i);
      }
    }
    return null;
  }
}
