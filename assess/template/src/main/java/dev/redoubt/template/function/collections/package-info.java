/// The functions for arrays, and those that strings and objects share with them, one class per
/// function; [dev.redoubt.template.function.collections.CollectionFunctions] lists them.
@NullMarked
package dev.redoubt.template.function.collections;

import org.jspecify.annotations.NullMarked;
