/// The functions of objects and JSON, one class each;
/// [dev.redoubt.template.function.objects.ObjectFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.objects;

import org.jspecify.annotations.NullMarked;
