/// Reads Git repositories. It never runs a program, and never changes a repository.
@NullMarked
package dev.redoubt.git;

import org.jspecify.annotations.NullMarked;
