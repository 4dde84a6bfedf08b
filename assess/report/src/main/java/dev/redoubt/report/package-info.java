/// An assessment as console text, JSON and SARIF.
///
/// A [dev.redoubt.report.AssessmentReporter] writes; [dev.redoubt.report.FailureThreshold] decides
/// what the run's exit code is.
@NullMarked
package dev.redoubt.report;

import org.jspecify.annotations.NullMarked;
