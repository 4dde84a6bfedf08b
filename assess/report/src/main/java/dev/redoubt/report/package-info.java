/// Reports of an assessment as console text, JSON and SARIF.
///
/// An [dev.redoubt.report.AssessmentReporter] writes a report;
/// [dev.redoubt.report.FailureThreshold] determines the exit code of the run.
@NullMarked
package dev.redoubt.report;

import org.jspecify.annotations.NullMarked;
