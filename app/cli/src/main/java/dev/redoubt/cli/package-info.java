/// The `redoubt` command.
@NullMarked
package dev.redoubt.cli;

import org.jspecify.annotations.NullMarked;
