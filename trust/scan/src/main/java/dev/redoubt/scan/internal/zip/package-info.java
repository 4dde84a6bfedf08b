/// Reads zip archives, including all their directories.
@NullMarked
package dev.redoubt.scan.internal.zip;

import org.jspecify.annotations.NullMarked;
