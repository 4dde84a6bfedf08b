/// Result types: three-valued truth, reasons, findings and the assessment.
@NullMarked
package dev.redoubt.findings;

import org.jspecify.annotations.NullMarked;
