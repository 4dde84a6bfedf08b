/// Effective resources: provider defaults, and properties that services derive from other
/// resources.
@NullMarked
package dev.redoubt.effective;

import org.jspecify.annotations.NullMarked;
