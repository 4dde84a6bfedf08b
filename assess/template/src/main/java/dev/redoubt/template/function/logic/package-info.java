/// The logical and conditional functions, one class per function;
/// [dev.redoubt.template.function.logic.LogicFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.logic;

import org.jspecify.annotations.NullMarked;
