/// Checks text beside a model: JSON, YAML, and all other readable text.
@NullMarked
package dev.redoubt.scan.internal.text;

import org.jspecify.annotations.NullMarked;
