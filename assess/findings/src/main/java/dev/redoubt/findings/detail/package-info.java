/// What reports for people show beside the findings: inventory, pictures, frameworks, source
/// excerpts and changes.
@NullMarked
package dev.redoubt.findings.detail;

import org.jspecify.annotations.NullMarked;
