/// Texts that people read. Knows nothing of the domain.
@NullMarked
package dev.redoubt.text;

import org.jspecify.annotations.NullMarked;
