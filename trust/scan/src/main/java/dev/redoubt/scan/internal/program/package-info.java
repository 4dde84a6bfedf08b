/// Analyzes programs and scripts beside a model.
@NullMarked
package dev.redoubt.scan.internal.program;

import org.jspecify.annotations.NullMarked;
