/// An assessment as people and tools read it.
@NullMarked
package dev.redoubt.report;

import org.jspecify.annotations.NullMarked;
