/// Assessments for tests of reports.
@NullMarked
package dev.redoubt.findings.testing;

import org.jspecify.annotations.NullMarked;
