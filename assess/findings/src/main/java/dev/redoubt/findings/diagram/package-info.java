/// The picture of a workload: what to draw, not how it looks.
@NullMarked
package dev.redoubt.findings.diagram;

import org.jspecify.annotations.NullMarked;
