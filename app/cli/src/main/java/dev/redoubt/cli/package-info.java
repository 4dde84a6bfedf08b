/// The `redoubt` command: options, the main flow, and where output goes.
///
/// [dev.redoubt.cli.Main] starts; [dev.redoubt.engine.AssessmentEngine] is the main flow.
@NullMarked
package dev.redoubt.cli;

import org.jspecify.annotations.NullMarked;
