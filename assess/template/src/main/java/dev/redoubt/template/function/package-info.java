/// The functions of the template language: what one is, and all of them.
///
/// A function is a class of its own in the package of its family, listed there and, with the
/// others, in [dev.redoubt.template.function.catalog.TemplateFunctions]. What they share is how to
/// meet values that are not known: [dev.redoubt.template.function.ChoiceDistribution] for
/// alternatives, [dev.redoubt.template.function.PartialString] for strings known in part,
/// [dev.redoubt.template.function.ValueComparison], and
/// [dev.redoubt.template.function.ResidualCalls] for what stays undecided.
@NullMarked
package dev.redoubt.template.function;

import org.jspecify.annotations.NullMarked;
