/// Results: truth of three values, the reasons for it, findings and the assessment as a whole.
/// Types only; what computes them lives elsewhere.
@NullMarked
package dev.redoubt.findings;

import org.jspecify.annotations.NullMarked;
