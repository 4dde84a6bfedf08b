/// The functions of lambda expressions, one class each;
/// [dev.redoubt.template.function.lambdas.LambdaFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.lambdas;

import org.jspecify.annotations.NullMarked;
