package dev.redoubt.arm;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the types of parameters, outputs and `definitions`.
final class TypeReader {

  private static final String DEFINITION_PREFIX = "#/definitions/";

  private final JsonExpressionReader values;
  private final JsonShapeReader shapes;
  private final boolean typesMayBeAbsent;

  /// @param typesMayBeAbsent whether a declaration without `type` accepts any value, as in language
  ///   version 2.0; otherwise it is an error
  TypeReader(JsonExpressionReader values, JsonShapeReader shapes, boolean typesMayBeAbsent) {
    this.values = values;
    this.shapes = shapes;
    this.typesMayBeAbsent = typesMayBeAbsent;
  }

  /// Reads the type that an object declares. Invalid parts are reported and accept any value.
  ///
  /// @param what the declaration, for messages: "parameter `sku`"
  TypeDefinition read(ObjectValue written, String what) {
    String reference = reference(written, what);
    Base base = base(written, what);
    Long least = shapes.integer(written, "minValue", what);
    Long most = shapes.integer(written, "maxValue", what);
    Long shortest = shapes.integer(written, "minLength", what);
    Long longest = shapes.integer(written, "maxLength", what);
    return new TypeDefinition(
        base.kind(),
        reference,
        base.secure(),
        shapes.flag(written, "nullable", what),
        allowedValues(written, what),
        least == null ? shortest : least,
        most == null ? longest : most,
        types(written, "properties", what),
        nested(written, "additionalProperties", what),
        nested(written, "items", what),
        prefixItems(written, what),
        discriminator(written, what),
        written.origin());
  }

  /// Reads the types of an object's members, keyed by folded name. Members that are not objects are
  /// reported and ignored.
  Map<String, TypeDefinition> types(ObjectValue written, String member, String what) {
    ObjectValue object = shapes.object(written, member, what);
    if (object == null) {
      return Map.of();
    }
    Map<String, TypeDefinition> types = LinkedHashMap.newLinkedHashMap(object.size());
    for (int i = 0; i < object.size(); i++) {
      String name = object.nameAt(i);
      String each = "`" + name + "` in `" + member + "` of " + what;
      ObjectValue type = shapes.object(object.valueAt(i), each);
      if (type != null) {
        types.put(PropertyName.folded(name), read(type, each));
      }
    }
    return types;
  }

  private record Base(Kind kind, boolean secure) {}

  private Base base(ObjectValue written, String what) {
    String word = shapes.text(written, "type", what);
    if (word == null) {
      if (!typesMayBeAbsent && written.get("$ref") == null && written.get("type") == null) {
        shapes.error(what + " has no `type`", written.origin());
      }
      return new Base(Kind.ANY, false);
    }
    return switch (PropertyName.folded(word)) {
      case "string" -> new Base(Kind.STRING, false);
      case "securestring" -> new Base(Kind.STRING, true);
      case "int" -> new Base(Kind.INT, false);
      case "bool" -> new Base(Kind.BOOL, false);
      case "array" -> new Base(Kind.ARRAY, false);
      case "object" -> new Base(Kind.OBJECT, false);
      case "secureobject" -> new Base(Kind.OBJECT, true);
      default -> {
        shapes.error(
            "`%s` is not a valid type of %s; valid types: string, securestring, int, bool, "
                    .formatted(word, what)
                + "array, object and secureobject",
            at(written, "type"));
        yield new Base(Kind.ANY, false);
      }
    };
  }

  private @Nullable String reference(ObjectValue written, String what) {
    String reference = shapes.text(written, "$ref", what);
    if (reference == null) {
      return null;
    }
    if (!reference.startsWith(DEFINITION_PREFIX)) {
      shapes.error(
          "`$ref` of %s must start with `%s`, but is `%s`"
              .formatted(what, DEFINITION_PREFIX, reference),
          at(written, "$ref"));
      return null;
    }
    return reference.substring(DEFINITION_PREFIX.length());
  }

  private @Nullable List<Value> allowedValues(ObjectValue written, String what) {
    ArrayValue array = shapes.array(written, "allowedValues", what);
    if (array == null) {
      return null;
    }
    List<Value> allowed = new ArrayList<>();
    for (Value element : array) {
      if (values.plain(element) instanceof TemplateExpression.Literal(var value)) {
        allowed.add(value);
      } else {
        shapes.error(
            "`allowedValues` of " + what + " must not contain expressions", element.origin());
        return null;
      }
    }
    return allowed;
  }

  /// `items` and `additionalProperties`: a type, or `false` for none.
  private @Nullable TypeDefinition nested(ObjectValue written, String member, String what) {
    Value value = JsonShapeReader.present(written, member);
    if (value == null || value instanceof BooleanValue) {
      return null;
    }
    ObjectValue type = shapes.object(value, "`" + member + "` of " + what);
    return type == null ? null : read(type, "`" + member + "` of " + what);
  }

  private List<TypeDefinition> prefixItems(ObjectValue written, String what) {
    ArrayValue array = shapes.array(written, "prefixItems", what);
    if (array == null) {
      return List.of();
    }
    List<TypeDefinition> types = new ArrayList<>();
    for (Value element : array) {
      String each = "element " + types.size() + " in `prefixItems` of " + what;
      ObjectValue type = shapes.object(element, each);
      types.add(type == null ? TypeDefinition.of(Kind.ANY, element.origin()) : read(type, each));
    }
    return types;
  }

  private TypeDefinition.@Nullable Discriminator discriminator(ObjectValue written, String what) {
    ObjectValue object = shapes.object(written, "discriminator", what);
    if (object == null) {
      return null;
    }
    String inner = "`discriminator` of " + what;
    String property = shapes.text(object, "propertyName", inner);
    ObjectValue mapping = shapes.object(object, "mapping", inner);
    if (property == null || mapping == null) {
      shapes.error(inner + " requires `propertyName` and `mapping`", object.origin());
      return null;
    }
    Map<String, TypeDefinition> types = new LinkedHashMap<>();
    for (int i = 0; i < mapping.size(); i++) {
      String each = "`" + mapping.nameAt(i) + "` in " + inner;
      ObjectValue type = shapes.object(mapping.valueAt(i), each);
      if (type != null) {
        types.put(mapping.nameAt(i), read(type, each));
      }
    }
    return new TypeDefinition.Discriminator(property, types);
  }

  private static Origin at(ObjectValue written, String member) {
    return written.get(member) instanceof StringValue string ? string.origin() : written.origin();
  }
}
