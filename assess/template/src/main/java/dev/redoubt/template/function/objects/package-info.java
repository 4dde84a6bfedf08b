/// The functions for objects and JSON, one class per function;
/// [dev.redoubt.template.function.objects.ObjectFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.objects;

import org.jspecify.annotations.NullMarked;
