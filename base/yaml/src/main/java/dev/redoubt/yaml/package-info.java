/// YAML as a tree of which every part knows its place. Nothing is resolved: what a scalar means,
/// what an alias stands for and whether a name may stand twice is for who asked to say.
@NullMarked
package dev.redoubt.yaml;

import org.jspecify.annotations.NullMarked;
