/// The scan engine: detects the format of a file, runs every analyzer for it, and lists all
/// analyzers and rules.
@NullMarked
package dev.redoubt.scan.engine;

import org.jspecify.annotations.NullMarked;
