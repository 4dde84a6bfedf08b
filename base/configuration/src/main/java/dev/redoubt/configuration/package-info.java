/// What an operator writes down in a file, read with the place of everything: every mistake is
/// said, and where.
@NullMarked
package dev.redoubt.configuration;

import org.jspecify.annotations.NullMarked;
