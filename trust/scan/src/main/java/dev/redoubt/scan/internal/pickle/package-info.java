/// Interprets pickles like Python's unpickler, with symbolic values instead of objects and without
/// running anything.
@NullMarked
package dev.redoubt.scan.internal.pickle;

import org.jspecify.annotations.NullMarked;
