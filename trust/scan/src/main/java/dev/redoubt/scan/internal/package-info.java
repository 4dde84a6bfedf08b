/// How files are taken apart and looked at.
@NullMarked
package dev.redoubt.scan.internal;

import org.jspecify.annotations.NullMarked;
