/// Artifacts: files of runs, logged models and model versions, encrypted before they are written to
/// any disk.
@NullMarked
package dev.redoubt.artifacts;

import org.jspecify.annotations.NullMarked;
