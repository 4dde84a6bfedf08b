/// Code that the packages of this module share.
@NullMarked
package dev.redoubt.keys.internal;

import org.jspecify.annotations.NullMarked;
