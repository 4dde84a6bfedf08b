/// The functions of truth, and of the flow of evaluation, one class each;
/// [dev.redoubt.template.function.logic.LogicFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.logic;

import org.jspecify.annotations.NullMarked;
