/// An assessment as console text, JSON and SARIF.
///
/// A [dev.redoubt.report.Reporter] writes; [dev.redoubt.report.Gate] decides what the run's exit
/// code is.
@NullMarked
package dev.redoubt.report;

import org.jspecify.annotations.NullMarked;
