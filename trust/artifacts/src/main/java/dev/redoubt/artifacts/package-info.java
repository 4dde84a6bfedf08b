/// Artifacts: files of runs, logged models and versions, encrypted before they reach any disk.
@NullMarked
package dev.redoubt.artifacts;

import org.jspecify.annotations.NullMarked;
