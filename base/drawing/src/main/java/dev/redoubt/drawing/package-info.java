/// Graphs and charts as SVG. It knows nothing of what they show.
@NullMarked
package dev.redoubt.drawing;

import org.jspecify.annotations.NullMarked;
