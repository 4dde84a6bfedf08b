/// Commands that call a running registry.
@NullMarked
package dev.redoubt.cli.registry;

import org.jspecify.annotations.NullMarked;
