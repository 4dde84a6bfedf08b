/// Text beside a model: JSON, YAML, and everything else that people can read.
@NullMarked
package dev.redoubt.scan.internal.text;

import org.jspecify.annotations.NullMarked;
