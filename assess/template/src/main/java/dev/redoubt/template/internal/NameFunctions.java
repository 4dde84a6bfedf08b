package dev.redoubt.template.internal;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;

/// Implements the functions that look up a name: parameters, variables, lambda variables and loop
/// indexes.
final class NameFunctions {

  private NameFunctions() {}

  static Value parameters(ContextFunction.Site site) {
    if (site.count() != 1) {
      return site.fail("requires a parameter name");
    }
    Value name = site.argument(0);
    if (!(name instanceof StringValue text)) {
      return unnamed(site, name);
    }
    if (site.frame().arguments() != null) {
      Value given = site.frame().arguments().get(PropertyName.folded(text.text()));
      return given != null ? given : site.fail("there is no parameter `" + text.text() + "`");
    }
    return site.frame().values().parameter(text.text(), site.origin());
  }

  static Value variables(ContextFunction.Site site) {
    if (site.count() != 1) {
      return site.fail("requires a variable name");
    }
    Value name = site.argument(0);
    return name instanceof StringValue text
        ? site.frame().values().variable(text.text(), site.origin())
        : unnamed(site, name);
  }

  static Value lambdaVariables(ContextFunction.Site site) {
    String name = site.text(0);
    Value value = name == null ? null : site.frame().variable(name);
    return value != null ? value : site.fail("there is no lambda variable `" + name + "` here");
  }

  private static Value unnamed(ContextFunction.Site site, Value name) {
    return name instanceof Unknown
        ? Unknown.call(site.expression().function(), List.of(name), TypeHint.ANY, site.origin())
        : site.fail("the name must be a string, not " + name.kind());
  }

  /// `copyIndex()`, `copyIndex(offset)`, `copyIndex('name')`, `copyIndex('name', offset)`.
  static Value copyIndex(ContextFunction.Site site) {
    List<Value> arguments = site.arguments();
    String name =
        !arguments.isEmpty() && arguments.getFirst() instanceof StringValue text
            ? text.text()
            : null;
    Value index = name == null ? site.frame().loopIndex() : site.frame().loopIndex(name);
    if (index == null) {
      return site.fail(
          name == null
              ? "there is no enclosing copy loop"
              : "there is no enclosing copy loop `" + name + "`");
    }
    int offsetAt = name == null ? 0 : 1;
    if (offsetAt >= arguments.size()) {
      return index;
    }
    return offset(site, index, arguments.get(offsetAt));
  }

  private static Value offset(ContextFunction.Site site, Value index, Value offset) {
    if (index instanceof NumberValue number
        && offset instanceof NumberValue more
        && more.isInteger()) {
      return NumberValue.of(number.integer() + more.integer()).at(site.origin());
    }
    if (index instanceof Unknown || offset instanceof Unknown) {
      return Unknown.call("add", List.of(index, offset), TypeHint.INT, site.origin());
    }
    return site.fail("the offset must be an int, not " + offset.kind());
  }
}
