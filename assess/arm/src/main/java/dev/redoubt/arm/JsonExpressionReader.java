package dev.redoubt.arm;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converts JSON to template expressions. A value with nothing to evaluate becomes one literal,
/// however large; this applies to most of a template.
///
/// Recurses as deep as the JSON is nested, which the JSON reader limits.
final class JsonExpressionReader {

  private final ExpressionParser parser;
  private final JsonShapeReader shapes;

  JsonExpressionReader(ExpressionParser parser, JsonShapeReader shapes) {
    this.parser = parser;
    this.shapes = shapes;
  }

  /// Reads JSON in which `copy` has no special meaning: default values of parameters, values of
  /// outputs.
  TemplateExpression plain(Value value) {
    return read(value, false);
  }

  /// Reads JSON in which `copy` is a loop: resource bodies and variables.
  TemplateExpression withLoops(Value value) {
    return read(value, true);
  }

  private TemplateExpression read(Value value, boolean loops) {
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, Unknown _ ->
          new TemplateExpression.Literal(value);
      case StringValue string -> parser.parse(string);
      case ArrayValue array -> array(array, loops);
      case ObjectValue object -> object(object, loops);
    };
  }

  private TemplateExpression array(ArrayValue array, boolean loops) {
    if (array.isOpen()) {
      return new TemplateExpression.Literal(array);
    }
    List<TemplateExpression> elements = new ArrayList<>(array.size());
    boolean same = true;
    boolean literal = true;
    for (Value element : array) {
      TemplateExpression read = read(element, loops);
      elements.add(read);
      same &= isLiteral(read, element);
      literal &= read instanceof TemplateExpression.Literal;
    }
    if (same) {
      return new TemplateExpression.Literal(array);
    }
    return literal
        ? new TemplateExpression.Literal(
            ArrayValue.of(
                elements.stream().map(JsonExpressionReader::value).toList(), array.origin()))
        : new TemplateExpression.ArrayOf(elements, array.origin());
  }

  /// Whether a value was read as itself. Compares identity, because comparing whole subtrees at
  /// each level would take quadratic time.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isLiteral(TemplateExpression read, Value written) {
    return read instanceof TemplateExpression.Literal(var value) && value == written;
  }

  private static Value value(TemplateExpression literal) {
    return ((TemplateExpression.Literal) literal).value();
  }

  private TemplateExpression object(ObjectValue object, boolean loops) {
    if (object.isOpen()) {
      return new TemplateExpression.Literal(object);
    }
    List<TemplateExpression.Entry> entries = new ArrayList<>(object.size());
    boolean same = true;
    boolean literal = true;
    for (int i = 0; i < object.size(); i++) {
      Value member = object.valueAt(i);
      if (loops && PropertyName.same(object.nameAt(i), "copy") && looksLikeLoops(member)) {
        entries.addAll(loops((ArrayValue) member));
        same = false;
        literal = false;
        continue;
      }
      TemplateExpression.Entry entry =
          new TemplateExpression.Entry(key(object.nameAt(i), member.origin()), read(member, loops));
      entries.add(entry);
      same &= isLiteral(entry.value(), member) && isName(entry.key(), object.nameAt(i));
      literal &=
          entry.value() instanceof TemplateExpression.Literal && entry.key().literalText() != null;
    }
    if (same) {
      return new TemplateExpression.Literal(object);
    }
    return literal
        ? new TemplateExpression.Literal(rebuilt(entries, object.origin()))
        : new TemplateExpression.ObjectOf(entries, object.origin());
  }

  private static boolean isName(TemplateExpression key, String name) {
    return name.equals(key.literalText());
  }

  private static ObjectValue rebuilt(List<TemplateExpression.Entry> entries, Origin origin) {
    ObjectValue.Builder object = ObjectValue.builder().origin(origin);
    for (TemplateExpression.Entry entry : entries) {
      object.put(String.valueOf(entry.key().literalText()), value(entry.value()));
    }
    return object.build();
  }

  /// A name has no location of its own; it gets the location of its value.
  private TemplateExpression key(String name, Origin at) {
    StringValue text = new StringValue(name, at.packed());
    return name.startsWith("[") ? parser.parse(text) : new TemplateExpression.Literal(text);
  }

  /// Whether a `copy` property is a copy loop: an array of objects that have a count, or a name and
  /// an input. Resources may have other properties of that name.
  static boolean looksLikeLoops(Value copy) {
    if (!(copy instanceof ArrayValue array) || array.size() == 0) {
      return false;
    }
    for (Value element : array) {
      if (!(element instanceof ObjectValue loop
          && (loop.get("count") != null
              || (loop.get("name") != null && loop.get("input") != null)))) {
        return false;
      }
    }
    return true;
  }

  /// Reads the loops of a `copy` array; each becomes an entry under its name.
  List<TemplateExpression.Entry> loops(ArrayValue copy) {
    List<TemplateExpression.Entry> entries = new ArrayList<>();
    for (Value element : copy) {
      ObjectValue loop = shapes.object(element, "a loop in `copy`");
      TemplateExpression.Entry entry = loop == null ? null : loop(loop);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private TemplateExpression.@Nullable Entry loop(ObjectValue loop) {
    String name = shapes.text(loop, "name", "a loop in `copy`");
    if (name == null || name.isBlank()) {
      shapes.error("a loop in `copy` has no `name`; it is ignored", loop.origin());
      return null;
    }
    if (ExpressionParser.isExpression(name)) {
      shapes.error(
          "the `name` of a loop in `copy` must be a literal string, not `"
              + name
              + "`; it is ignored",
          loop.origin());
      return null;
    }
    return TemplateExpression.Entry.of(name, loop(name, loop, "loop `" + name + "`"));
  }

  /// Reads the loop of an object with `count` and `input`.
  TemplateExpression loop(String name, ObjectValue loop, String what) {
    Value input = loop.get("input");
    if (input == null) {
      shapes.error(what + " has no `input`", loop.origin());
      input = NullValue.NULL.at(loop.origin());
    }
    return new TemplateExpression.Loop(name, count(loop, what), withLoops(input), loop.origin());
  }

  /// Reads the `count` of a loop. If it is missing or invalid, reports it and returns an unknown.
  TemplateExpression count(ObjectValue loop, String what) {
    Value count = JsonShapeReader.present(loop, "count");
    if (count == null) {
      shapes.error(what + " has no `count`", loop.origin());
      return new TemplateExpression.Literal(
          InvalidValue.value("count", what + " has no `count`", loop.origin()));
    }
    boolean possible =
        ExpressionParser.isExpression(count)
            || (count instanceof NumberValue number && number.isInteger());
    if (!possible) {
      shapes.error(
          "`count` of %s must be a whole number or an expression, not %s"
              .formatted(what, JsonShapeReader.article(count)),
          count.origin());
      return new TemplateExpression.Literal(
          InvalidValue.value("count", what + " has an invalid `count`", count.origin()));
    }
    return plain(count);
  }
}
