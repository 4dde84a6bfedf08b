/// The `redoubt` command: its subcommands and their options.
///
/// [dev.redoubt.cli.Main] is the entry point; [dev.redoubt.engine.AssessmentEngine] does the work
/// of `assess`.
@NullMarked
package dev.redoubt.cli;

import org.jspecify.annotations.NullMarked;
