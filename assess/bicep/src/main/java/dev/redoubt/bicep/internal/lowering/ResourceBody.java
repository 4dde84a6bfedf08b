package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of the body of a resource or module: loop, condition and object.
///
/// @param loop null if it is not repeated
/// @param condition null if unconditional
/// @param object empty if it could not be parsed
record ResourceBody(
    BicepExpression.@Nullable For loop, @Nullable BicepExpression condition, ObjectLiteral object) {

  static ResourceBody of(BicepExpression written) {
    BicepExpression.For loop = null;
    BicepExpression condition = null;
    BicepExpression rest = written;
    if (rest instanceof BicepExpression.For repeated) {
      loop = repeated;
      rest = repeated.body();
    }
    if (rest instanceof BicepExpression.Parenthesized(var inner, _)) {
      rest = inner;
    }
    if (rest instanceof BicepExpression.If(var when, var then, _)) {
      condition = when;
      rest = then;
    }
    ObjectLiteral object =
        rest instanceof ObjectLiteral literal
            ? literal
            : new ObjectLiteral(List.of(), written.origin());
    return new ResourceBody(loop, condition, object);
  }
}
