/// What follows from an assessment as a whole: the result of a run, the score, the gaps, and the
/// words that all reports share.
@NullMarked
package dev.redoubt.findings.result;

import org.jspecify.annotations.NullMarked;
