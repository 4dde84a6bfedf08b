/// Zip archives, read from both their directories.
@NullMarked
package dev.redoubt.scan.internal.zip;

import org.jspecify.annotations.NullMarked;
