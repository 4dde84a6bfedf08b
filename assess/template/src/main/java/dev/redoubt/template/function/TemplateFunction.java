package dev.redoubt.template.function;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import java.util.function.Supplier;

/// One function of the template language. How it meets what is not known is a matter of its kind.
///
/// The number and the types of the arguments have been checked against the signature before a call.
public sealed interface TemplateFunction {

  /// The name as Microsoft's documentation writes it; looked up ignoring case.
  String name();

  FunctionSignature signature();

  /// What it returns, as far as the name tells.
  TypeHint result();

  /// A function that never sees an unknown argument. Where an argument is unknown, the evaluator
  /// makes a residual call; where one is a choice, it calls once for each branch.
  non-sealed interface Strict extends TemplateFunction {

    /// Whether the members of arrays and objects must be known as well. Where not, an array or
    /// object that is an argument is closed, but its members may be unknown and pass through.
    default boolean needsMembers() {
      return false;
    }

    CallOutcome call(CallArguments arguments);
  }

  /// A function that makes the best of unknown arguments: `format`, `contains`, `equals`. An
  /// argument may be unknown, open, or have unknown members.
  non-sealed interface Partial extends TemplateFunction {

    CallOutcome call(CallArguments arguments);
  }

  /// A function that decides itself which arguments it evaluates: `if`, `coalesce`, `map`.
  non-sealed interface Lazy extends TemplateFunction {

    CallOutcome call(List<TemplateExpression> arguments, Evaluation evaluation, Origin origin);
  }

  /// What a lazy function may do with its arguments.
  interface Evaluation {

    /// The value of an expression where the call stands. Failures have been reported and have
    /// become unknowns.
    Value evaluate(TemplateExpression expression);

    /// The value of a lambda's body for some arguments.
    Value apply(TemplateExpression.Lambda lambda, List<Value> arguments);

    /// A lambda as it prints in a residual: `lambda('x', ...)`, with what is around it evaluated as
    /// far as possible.
    Value residual(TemplateExpression.Lambda lambda);

    /// Evaluates something that a real deployment may never reach, the branch of an unknown
    /// condition for example. A failure in it is an unknown, and is not reported.
    <T> T speculate(Supplier<T> evaluated);
  }
}
