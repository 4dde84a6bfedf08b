/// Text for people: wrapping, spelling suggestions, name normalization. Independent of the domain.
@NullMarked
package dev.redoubt.text;

import org.jspecify.annotations.NullMarked;
