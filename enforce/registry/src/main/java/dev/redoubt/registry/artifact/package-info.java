/// Artifacts: files of runs, logged models and versions, encrypted before they reach any disk.
@NullMarked
package dev.redoubt.registry.artifact;

import org.jspecify.annotations.NullMarked;
