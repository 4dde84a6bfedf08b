/// Aliases: the names by which a policy speaks of the properties of a resource type.
@NullMarked
package dev.redoubt.effective.alias;

import org.jspecify.annotations.NullMarked;
