/// Reads ARM template JSON into the template model.
@NullMarked
package dev.redoubt.arm;

import org.jspecify.annotations.NullMarked;
