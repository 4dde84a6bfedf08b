/// JSON of which two readers cannot have different opinions.
@NullMarked
package dev.redoubt.json;

import org.jspecify.annotations.NullMarked;
