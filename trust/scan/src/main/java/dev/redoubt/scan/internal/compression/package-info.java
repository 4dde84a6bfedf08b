/// Decompresses streams with one content, and 7z archives.
@NullMarked
package dev.redoubt.scan.internal.compression;

import org.jspecify.annotations.NullMarked;
