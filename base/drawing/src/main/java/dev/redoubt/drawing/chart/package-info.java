/// Charts of numbers as SVG, in the colours of the page that contains them.
@NullMarked
package dev.redoubt.drawing.chart;

import org.jspecify.annotations.NullMarked;
