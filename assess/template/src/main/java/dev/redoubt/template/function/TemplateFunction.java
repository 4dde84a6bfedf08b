package dev.redoubt.template.function;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import java.util.function.Supplier;

/// A function of the template language. Its kind ([Strict], [Partial] or [Lazy]) determines how it
/// handles unknown arguments.
///
/// The evaluator checks the number and the types of the arguments against the signature before a
/// call.
public sealed interface TemplateFunction {

  /// The name as Microsoft's documentation writes it; looked up ignoring case.
  String name();

  FunctionSignature signature();

  /// The result type, as far as it does not depend on the arguments.
  TypeHint result();

  /// A function that receives only known arguments. If an argument is unknown, the evaluator
  /// returns a residual call; if an argument is a choice, it calls the function for each branch.
  non-sealed interface Strict extends TemplateFunction {

    /// Whether the members of arrays and objects must be known as well. If not, array and object
    /// arguments are closed, but their members may be unknown.
    default boolean needsMembers() {
      return false;
    }

    CallOutcome call(CallArguments arguments);
  }

  /// A function that accepts unknown arguments and returns the most precise result: `format`,
  /// `contains`, `equals`. An argument may be unknown, open, or have unknown members.
  non-sealed interface Partial extends TemplateFunction {

    CallOutcome call(CallArguments arguments);
  }

  /// A function that decides which of its arguments to evaluate: `if`, `coalesce`, `map`.
  non-sealed interface Lazy extends TemplateFunction {

    CallOutcome call(List<TemplateExpression> arguments, Evaluation evaluation, Origin origin);
  }

  /// The operations of a lazy function on its arguments.
  interface Evaluation {

    /// Evaluates an expression in the scope of the call. Failures are reported and become unknowns.
    Value evaluate(TemplateExpression expression);

    /// Evaluates a lambda's body with the given arguments.
    Value apply(TemplateExpression.Lambda lambda, List<Value> arguments);

    /// Returns a lambda for a residual expression: `lambda('x', ...)`, with enclosing names
    /// evaluated as far as possible.
    Value residual(TemplateExpression.Lambda lambda);

    /// Evaluates something that a real deployment may never reach, for example the branch of an
    /// unknown condition. A failure becomes an unknown and is not reported.
    <T> T speculate(Supplier<T> evaluated);
  }
}
