/// The evaluator. Start with [dev.redoubt.template.internal.TemplateDeployment], one template being
/// deployed somewhere, and [dev.redoubt.template.internal.ExpressionEvaluator], which gives an
/// expression its value.
///
/// All of it is demand-driven: a parameter, a variable, a resource's name, its body and a nested
/// deployment's outputs are each computed when first asked for, once, and a cycle is found when one
/// is asked for while it is being computed.
@NullMarked
package dev.redoubt.template.internal;

import org.jspecify.annotations.NullMarked;
