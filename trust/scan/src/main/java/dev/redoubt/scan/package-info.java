/// Says whether a model file runs code when it is loaded, from its bytes alone.
@NullMarked
package dev.redoubt.scan;

import org.jspecify.annotations.NullMarked;
