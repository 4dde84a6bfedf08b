package dev.redoubt.arm;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template.OutputDeclaration;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.Template.UserFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the declarations of a template other than resources: parameters, variables, functions and
/// outputs.
final class DeclarationReader {

  private final JsonExpressionReader values;
  private final TypeReader types;
  private final JsonShapeReader shapes;

  DeclarationReader(JsonExpressionReader values, TypeReader types, JsonShapeReader shapes) {
    this.values = values;
    this.types = types;
    this.shapes = shapes;
  }

  Map<String, ParameterDeclaration> parameters(ObjectValue template) {
    ObjectValue written = shapes.object(template, "parameters", "the template");
    Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      String name = written.nameAt(i);
      ObjectValue parameter = shapes.object(written.valueAt(i), "parameter `" + name + "`");
      if (parameter != null) {
        Value defaultValue = parameter.get("defaultValue");
        shapes.put(
            parameters,
            "parameter",
            name,
            new ParameterDeclaration(
                name,
                types.read(parameter, "parameter `" + name + "`"),
                defaultValue == null ? null : values.plain(defaultValue),
                parameter.origin()),
            parameter.origin());
      }
    }
    return parameters;
  }

  Map<String, TemplateExpression> variables(ObjectValue template) {
    ObjectValue written = shapes.object(template, "variables", "the template");
    Map<String, TemplateExpression> variables = new LinkedHashMap<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      String name = written.nameAt(i);
      Value value = written.valueAt(i);
      if (PropertyName.same(name, "copy") && JsonExpressionReader.looksLikeLoops(value)) {
        for (TemplateExpression.Entry loop : values.loops((ArrayValue) value)) {
          String loopName = String.valueOf(loop.key().literalText());
          shapes.put(variables, "variable", loopName, loop.value(), loop.value().origin());
        }
      } else {
        shapes.put(variables, "variable", name, values.withLoops(value), value.origin());
      }
    }
    return variables;
  }

  Map<String, UserFunction> functions(ObjectValue template) {
    ArrayValue written = shapes.array(template, "functions", "the template");
    Map<String, UserFunction> functions = new LinkedHashMap<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      ObjectValue namespace = shapes.object(written.get(i), "an element of `functions`");
      if (namespace != null) {
        namespace(namespace, functions);
      }
    }
    return functions;
  }

  private void namespace(ObjectValue written, Map<String, UserFunction> functions) {
    String namespace = shapes.text(written, "namespace", "an element of `functions`");
    if (namespace == null) {
      shapes.error("an element of `functions` has no `namespace`", written.origin());
      return;
    }
    ObjectValue members = shapes.object(written, "members", "namespace `" + namespace + "`");
    for (int i = 0; members != null && i < members.size(); i++) {
      String name = members.nameAt(i);
      String what = "function `" + namespace + "." + name + "`";
      ObjectValue member = shapes.object(members.valueAt(i), what);
      UserFunction function = member == null ? null : function(namespace, name, member, what);
      if (function != null) {
        shapes.put(functions, "function", namespace + "." + name, function, function.origin());
      }
    }
  }

  private @Nullable UserFunction function(
      String namespace, String name, ObjectValue written, String what) {
    ObjectValue output = shapes.object(written, "output", what);
    Value value = output == null ? null : output.get("value");
    if (output == null || value == null) {
      shapes.error(what + " has no `output` with a `value`", written.origin());
      return null;
    }
    return new UserFunction(
        namespace,
        name,
        functionParameters(written, what),
        values.plain(value),
        types.read(output, "the output of " + what),
        written.origin());
  }

  private List<ParameterDeclaration> functionParameters(ObjectValue written, String what) {
    ArrayValue array = shapes.array(written, "parameters", what);
    List<ParameterDeclaration> parameters = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      String each = "parameter " + (i + 1) + " of " + what;
      ObjectValue parameter = shapes.object(array.get(i), each);
      String name = parameter == null ? null : shapes.text(parameter, "name", each);
      if (parameter == null) {
        continue;
      }
      if (name == null) {
        shapes.error(each + " has no `name`", parameter.origin());
        name = "";
      }
      parameters.add(
          new ParameterDeclaration(name, types.read(parameter, each), null, parameter.origin()));
    }
    return parameters;
  }

  Map<String, OutputDeclaration> outputs(ObjectValue template) {
    ObjectValue written = shapes.object(template, "outputs", "the template");
    Map<String, OutputDeclaration> outputs = new LinkedHashMap<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      String name = written.nameAt(i);
      ObjectValue output = shapes.object(written.valueAt(i), "output `" + name + "`");
      if (output != null) {
        shapes.put(outputs, "output", name, output(name, output), output.origin());
      }
    }
    return outputs;
  }

  private OutputDeclaration output(String name, ObjectValue written) {
    String what = "output `" + name + "`";
    TypeDefinition type = types.read(written, what);
    ObjectValue copy = shapes.object(written, "copy", what);
    Value condition = JsonShapeReader.present(written, "condition");
    return new OutputDeclaration(
        name,
        type,
        copy != null ? values.loop(name, copy, what) : outputValue(written, what),
        condition == null ? null : values.plain(condition),
        written.origin());
  }

  private TemplateExpression outputValue(ObjectValue written, String what) {
    Value value = written.get("value");
    if (value == null) {
      shapes.error(what + " has no `value`", written.origin());
      return new TemplateExpression.Literal(
          InvalidValue.value("output", what + " has no `value`", written.origin()));
    }
    return values.plain(value);
  }
}
