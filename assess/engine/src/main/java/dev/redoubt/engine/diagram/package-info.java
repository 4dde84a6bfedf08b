/// Pictures of a deployment as records: what to draw, computed from facts about its resources.
@NullMarked
package dev.redoubt.engine.diagram;

import org.jspecify.annotations.NullMarked;
