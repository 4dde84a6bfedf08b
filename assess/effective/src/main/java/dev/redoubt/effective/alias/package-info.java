/// Policy aliases: the names of resource properties in Azure Policy.
@NullMarked
package dev.redoubt.effective.alias;

import org.jspecify.annotations.NullMarked;
