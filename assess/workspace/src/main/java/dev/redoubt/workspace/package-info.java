/// Finds deployments in files: reads the files below a path, determines the entry points and
/// matches their parameter files.
@NullMarked
package dev.redoubt.workspace;

import org.jspecify.annotations.NullMarked;
