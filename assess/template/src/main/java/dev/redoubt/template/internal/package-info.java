/// The template evaluator. Start with [dev.redoubt.template.internal.TemplateDeployment], the
/// deployment of one template, and [dev.redoubt.template.internal.ExpressionEvaluator], which
/// evaluates expressions.
///
/// Evaluation is lazy: a parameter, a variable, a resource's name, its body and a nested
/// deployment's outputs are each computed once, on first use. A cycle is detected when a value is
/// requested while it is being computed.
@NullMarked
package dev.redoubt.template.internal;

import org.jspecify.annotations.NullMarked;
