/// Reads YAML as a bounded tree.
@NullMarked
package dev.redoubt.scan.internal.yaml;

import org.jspecify.annotations.NullMarked;
