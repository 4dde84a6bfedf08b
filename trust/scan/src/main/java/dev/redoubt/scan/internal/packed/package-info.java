/// Decompresses streams with one content, and 7z archives.
@NullMarked
package dev.redoubt.scan.internal.packed;

import org.jspecify.annotations.NullMarked;
