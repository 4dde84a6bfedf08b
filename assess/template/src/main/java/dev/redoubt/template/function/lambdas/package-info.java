/// The functions that take lambda expressions, one class per function;
/// [dev.redoubt.template.function.lambdas.LambdaFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.lambdas;

import org.jspecify.annotations.NullMarked;
