/// Detects files that a program acts on because of their name, whatever their content looks like.
@NullMarked
package dev.redoubt.scan.internal.filename;

import org.jspecify.annotations.NullMarked;
