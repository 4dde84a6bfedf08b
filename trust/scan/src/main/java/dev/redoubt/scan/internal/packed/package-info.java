/// Streams that decompress into one content, and 7z.
@NullMarked
package dev.redoubt.scan.internal.packed;

import org.jspecify.annotations.NullMarked;
