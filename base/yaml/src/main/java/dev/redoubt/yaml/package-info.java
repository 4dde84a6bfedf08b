/// YAML as a tree whose nodes have their positions. Nothing is resolved: the caller decides what a
/// scalar means, what an alias refers to and whether duplicate keys are allowed.
@NullMarked
package dev.redoubt.yaml;

import org.jspecify.annotations.NullMarked;
