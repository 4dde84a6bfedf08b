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
import dev.redoubt.template.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns JSON into expressions. What has nothing to evaluate in it becomes one literal, however
/// large; most of a template does.
///
/// Goes as deep as the JSON is nested, which the JSON reader bounds.
final class ValueReader {

  private final ExpressionParser parser;
  private final Shapes shapes;

  ValueReader(ExpressionParser parser, Shapes shapes) {
    this.parser = parser;
    this.shapes = shapes;
  }

  /// JSON in which `copy` has no meaning: defaults of parameters, values of outputs.
  Expression plain(Value value) {
    return read(value, false);
  }

  /// JSON in which `copy` makes a loop: the body of a resource, and variables.
  Expression withLoops(Value value) {
    return read(value, true);
  }

  private Expression read(Value value, boolean loops) {
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, Unknown _ -> new Expression.Literal(value);
      case StringValue string -> parser.parse(string);
      case ArrayValue array -> array(array, loops);
      case ObjectValue object -> object(object, loops);
    };
  }

  private Expression array(ArrayValue array, boolean loops) {
    if (array.isOpen()) {
      return new Expression.Literal(array);
    }
    List<Expression> elements = new ArrayList<>(array.size());
    boolean same = true;
    boolean literal = true;
    for (Value element : array) {
      Expression read = read(element, loops);
      elements.add(read);
      same &= isLiteral(read, element);
      literal &= read instanceof Expression.Literal;
    }
    if (same) {
      return new Expression.Literal(array);
    }
    return literal
        ? new Expression.Literal(
            ArrayValue.of(elements.stream().map(ValueReader::value).toList(), array.origin()))
        : new Expression.ArrayOf(elements, array.origin());
  }

  /// Whether a value was read as itself. Identity is meant: comparing whole subtrees at each level
  /// would take quadratic time.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isLiteral(Expression read, Value written) {
    return read instanceof Expression.Literal(var value) && value == written;
  }

  private static Value value(Expression literal) {
    return ((Expression.Literal) literal).value();
  }

  private Expression object(ObjectValue object, boolean loops) {
    if (object.isOpen()) {
      return new Expression.Literal(object);
    }
    List<Expression.Entry> entries = new ArrayList<>(object.size());
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
      Expression.Entry entry =
          new Expression.Entry(key(object.nameAt(i), member.origin()), read(member, loops));
      entries.add(entry);
      same &= isLiteral(entry.value(), member) && isName(entry.key(), object.nameAt(i));
      literal &= entry.value() instanceof Expression.Literal && entry.key().literalText() != null;
    }
    if (same) {
      return new Expression.Literal(object);
    }
    return literal
        ? new Expression.Literal(rebuilt(entries, object.origin()))
        : new Expression.ObjectOf(entries, object.origin());
  }

  private static boolean isName(Expression key, String name) {
    return name.equals(key.literalText());
  }

  private static ObjectValue rebuilt(List<Expression.Entry> entries, Origin origin) {
    ObjectValue.Builder object = ObjectValue.builder().origin(origin);
    for (Expression.Entry entry : entries) {
      object.put(String.valueOf(entry.key().literalText()), value(entry.value()));
    }
    return object.build();
  }

  /// A name has no place of its own; it gets that of its value.
  private Expression key(String name, Origin at) {
    StringValue text = new StringValue(name, at.packed());
    return name.startsWith("[") ? parser.parse(text) : new Expression.Literal(text);
  }

  /// Whether a `copy` is the language's: an array of objects that have a count, or a name and an
  /// input. Resources have properties of that name too.
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

  /// The loops of a `copy` array, each an entry under its name.
  List<Expression.Entry> loops(ArrayValue copy) {
    List<Expression.Entry> entries = new ArrayList<>();
    for (Value element : copy) {
      ObjectValue loop = shapes.object(element, "a loop in `copy`");
      Expression.Entry entry = loop == null ? null : loop(loop);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private Expression.@Nullable Entry loop(ObjectValue loop) {
    String name = shapes.text(loop, "name", "a loop in `copy`");
    if (name == null || name.isBlank()) {
      shapes.error("a loop in `copy` has no `name`; it is left out", loop.origin());
      return null;
    }
    if (ExpressionParser.isExpression(name)) {
      shapes.error(
          "the `name` of a loop in `copy` must be plain text, not `" + name + "`; it is left out",
          loop.origin());
      return null;
    }
    return Expression.Entry.of(name, loop(name, loop, "loop `" + name + "`"));
  }

  /// The loop of an object with `count` and `input`.
  Expression loop(String name, ObjectValue loop, String what) {
    Value input = loop.get("input");
    if (input == null) {
      shapes.error(what + " has no `input`", loop.origin());
      input = NullValue.NULL.at(loop.origin());
    }
    return new Expression.Loop(name, count(loop, what), withLoops(input), loop.origin());
  }

  /// The `count` of a loop; unknown where it has none that can be read, which is said.
  Expression count(ObjectValue loop, String what) {
    Value count = Shapes.present(loop, "count");
    if (count == null) {
      shapes.error(what + " has no `count`", loop.origin());
      return new Expression.Literal(
          Invalid.value("count", what + " has no `count`", loop.origin()));
    }
    boolean possible =
        ExpressionParser.isExpression(count)
            || (count instanceof NumberValue number && number.isInteger());
    if (!possible) {
      shapes.error(
          "`count` of %s must be a whole number or an expression, not %s"
              .formatted(what, Shapes.article(count)),
          count.origin());
      return new Expression.Literal(
          Invalid.value("count", what + " has no usable `count`", count.origin()));
    }
    return plain(count);
  }
}
