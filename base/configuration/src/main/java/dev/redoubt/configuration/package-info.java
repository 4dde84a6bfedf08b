/// What the operator writes down in a file, read with the place of everything.
@NullMarked
package dev.redoubt.configuration;

import org.jspecify.annotations.NullMarked;
