/// Determines from the bytes of a model file whether loading it runs code.
@NullMarked
package dev.redoubt.scan;

import org.jspecify.annotations.NullMarked;
