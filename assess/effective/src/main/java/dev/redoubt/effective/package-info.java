/// Resources as Azure will have them: provider defaults, and what services derive from other
/// resources.
@NullMarked
package dev.redoubt.effective;

import org.jspecify.annotations.NullMarked;
