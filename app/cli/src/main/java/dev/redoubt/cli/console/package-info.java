/// Shared by all commands: the terminal, exit codes, output options and message texts.
@NullMarked
package dev.redoubt.cli.console;

import org.jspecify.annotations.NullMarked;
