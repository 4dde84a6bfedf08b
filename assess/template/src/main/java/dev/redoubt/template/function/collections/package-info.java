/// The functions of arrays, and of what strings and objects share with them, one class each;
/// [dev.redoubt.template.function.collections.CollectionFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.collections;

import org.jspecify.annotations.NullMarked;
