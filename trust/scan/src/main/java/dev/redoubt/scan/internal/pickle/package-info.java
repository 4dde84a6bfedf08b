/// Reads pickles as Python's unpickler would, with values in place of objects and without running
/// anything.
@NullMarked
package dev.redoubt.scan.internal.pickle;

import org.jspecify.annotations.NullMarked;
