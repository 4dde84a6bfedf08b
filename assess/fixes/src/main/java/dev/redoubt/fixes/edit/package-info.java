/// Changes to texts: ranges, their application, and unified diffs.
@NullMarked
package dev.redoubt.fixes.edit;

import org.jspecify.annotations.NullMarked;
