package dev.redoubt.arm;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration.Argument;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a nested deployment.
///
/// Each parameter is `{"value": ...}`, a `reference` to a key vault, or an expression that returns
/// one of the two. The reader unwraps such expressions: `if(c, createObject('value', a),
/// createObject('value', b))`, as compilers write it, becomes `if(c, a, b)`.
final class NestedParametersReader {

  private final JsonExpressionReader values;
  private final JsonShapeReader shapes;

  NestedParametersReader(JsonExpressionReader values, JsonShapeReader shapes) {
    this.values = values;
    this.shapes = shapes;
  }

  /// Returns the arguments of a deployment with these properties, in the order of the file.
  List<Argument> read(ObjectValue properties, String what) {
    List<Argument> arguments = new ArrayList<>();
    Value link = JsonShapeReader.present(properties, "parametersLink");
    if (link != null) {
      arguments.add(linked(link, what));
    }
    Value written = JsonShapeReader.present(properties, "parameters");
    if (written instanceof StringValue && ExpressionParser.isExpression(written)) {
      arguments.add(new Argument(null, values.plain(written)));
    } else if (written != null) {
      ObjectValue object = shapes.object(written, "`parameters` of " + what);
      for (int i = 0; object != null && i < object.size(); i++) {
        String name = object.nameAt(i);
        String each = "parameter `" + name + "` of " + what;
        TemplateExpression value = argument(object.valueAt(i), each);
        if (value != null) {
          arguments.add(new Argument(name, value));
        }
      }
    }
    return arguments;
  }

  private Argument linked(Value link, String what) {
    shapes.warning(
        "the parameters of " + what + " come from a `parametersLink`, which is not supported",
        link.origin());
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.MISSING_TEMPLATE,
            "the `parametersLink` of " + what + " is not supported",
            "`parameters` instead of `parametersLink`");
    return new Argument(
        null,
        new TemplateExpression.Literal(InvalidValue.value("parameters", cause, link.origin())));
  }

  private @Nullable TemplateExpression argument(Value written, String what) {
    if (ExpressionParser.isExpression(written)) {
      return valueOf(values.plain(written), what);
    }
    ObjectValue object = shapes.object(written, what);
    if (object == null) {
      return null;
    }
    Value reference = JsonShapeReader.present(object, "reference");
    if (reference != null) {
      return secret(values.plain(reference), what);
    }
    Value value = object.get("value");
    TemplateExpression found = value != null ? values.withLoops(value) : looped(object);
    if (found == null) {
      shapes.error(what + " has neither `value` nor `reference`", object.origin());
    }
    return found;
  }

  /// The value of `{"copy": [{"name": "value", ...}]}`.
  private @Nullable TemplateExpression looped(ObjectValue object) {
    if (values.withLoops(object) instanceof TemplateExpression.ObjectOf(var entries, _)) {
      for (TemplateExpression.Entry entry : entries) {
        String key = entry.key().literalText();
        if (key != null && PropertyName.same(key, "value")) {
          return entry.value();
        }
      }
    }
    return null;
  }

  /// Returns the value of an argument that is written as one expression.
  private TemplateExpression valueOf(TemplateExpression argument, String what) {
    if (argument instanceof TemplateExpression.Call(var function, var parts, var at)) {
      if (PropertyName.same(function, "if") && parts.size() == 3) {
        return new TemplateExpression.Call(
            function,
            List.of(parts.get(0), valueOf(parts.get(1), what), valueOf(parts.get(2), what)),
            at);
      }
      if (PropertyName.same(function, "createObject") && parts.size() == 2) {
        String key = parts.getFirst().literalText();
        if (key != null && PropertyName.same(key, "value")) {
          return parts.getLast();
        }
        if (key != null && PropertyName.same(key, "reference")) {
          return secret(parts.getLast(), what);
        }
      }
    }
    return new TemplateExpression.Member(
        argument,
        new TemplateExpression.Literal(StringValue.of("value")),
        false,
        argument.origin());
  }

  /// `getSecret(vault, name, version)` for a reference to a secret in a key vault.
  private TemplateExpression secret(TemplateExpression reference, String what) {
    TemplateExpression vault = member(member(reference, "keyVault"), "id");
    TemplateExpression name = member(reference, "secretName");
    if (vault == null || name == null) {
      shapes.error(
          "`reference` of " + what + " requires `keyVault` with an `id`, and `secretName`",
          reference.origin());
      return new TemplateExpression.Literal(
          InvalidValue.value("reference", "`reference` of " + what, reference.origin()));
    }
    List<TemplateExpression> arguments = new ArrayList<>(List.of(vault, name));
    TemplateExpression version = member(reference, "secretVersion");
    if (version != null) {
      arguments.add(version);
    }
    return new TemplateExpression.Call("getSecret", arguments, reference.origin());
  }

  /// Returns a member of an object that is written as JSON or `createObject`, or null if there is
  /// none.
  private static @Nullable TemplateExpression member(
      @Nullable TemplateExpression object, String name) {
    return switch (object) {
      case null -> null;
      case TemplateExpression.Literal(ObjectValue literal) -> {
        Value found = literal.get(name);
        yield found == null ? null : new TemplateExpression.Literal(found);
      }
      case TemplateExpression.ObjectOf(var entries, _) ->
          entries.stream()
              .filter(entry -> isNamed(entry.key(), name))
              .map(TemplateExpression.Entry::value)
              .findFirst()
              .orElse(null);
      case TemplateExpression.Call(var function, var parts, _)
          when PropertyName.same(function, "createObject") -> {
        for (int i = 0; i + 1 < parts.size(); i += 2) {
          if (isNamed(parts.get(i), name)) {
            yield parts.get(i + 1);
          }
        }
        yield null;
      }
      case TemplateExpression.Literal _,
          TemplateExpression.ArrayOf _,
          TemplateExpression.Call _,
          TemplateExpression.UserCall _,
          TemplateExpression.Member _,
          TemplateExpression.Lambda _,
          TemplateExpression.Loop _ ->
          null;
    };
  }

  private static boolean isNamed(TemplateExpression key, String name) {
    String text = key.literalText();
    return text != null && PropertyName.same(text, name);
  }
}
