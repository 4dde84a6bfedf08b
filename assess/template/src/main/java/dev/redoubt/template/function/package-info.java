/// The functions of the template language: their types and what they share.
///
/// Each function is a class in the package of its group. The group's list and
/// [dev.redoubt.template.function.catalog.TemplateFunctions] name all of them. Shared classes
/// handle unknown values: [dev.redoubt.template.function.ChoiceDistribution] for alternatives,
/// [dev.redoubt.template.function.PartialString] for partially known strings,
/// [dev.redoubt.template.function.ValueComparison], and
/// [dev.redoubt.template.function.ResidualCalls] for calls that cannot be evaluated yet.
@NullMarked
package dev.redoubt.template.function;

import org.jspecify.annotations.NullMarked;
