/// ARM template JSON, read into the template model.
@NullMarked
package dev.redoubt.arm;

import org.jspecify.annotations.NullMarked;
