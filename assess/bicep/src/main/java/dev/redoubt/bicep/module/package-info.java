/// What a module's path names, and where modules that are not local files come from.
@NullMarked
package dev.redoubt.bicep.module;

import org.jspecify.annotations.NullMarked;
