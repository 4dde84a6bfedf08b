/// Pictures of a workload as SVG and the same content as text.
@NullMarked
package dev.redoubt.reporthtml.diagram;

import org.jspecify.annotations.NullMarked;
