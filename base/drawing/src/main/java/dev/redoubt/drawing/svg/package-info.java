/// SVG as text, and the widths of text without a font.
@NullMarked
package dev.redoubt.drawing.svg;

import org.jspecify.annotations.NullMarked;
