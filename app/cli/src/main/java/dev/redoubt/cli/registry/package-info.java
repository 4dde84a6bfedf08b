/// Commands that ask a registry which runs somewhere.
@NullMarked
package dev.redoubt.cli.registry;

import org.jspecify.annotations.NullMarked;
