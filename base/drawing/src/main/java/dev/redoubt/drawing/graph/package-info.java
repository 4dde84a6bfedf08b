/// Layout of graphs: where boxes and lines of a picture are. The same graph gets the same layout on
/// every machine.
@NullMarked
package dev.redoubt.drawing.graph;

import org.jspecify.annotations.NullMarked;
