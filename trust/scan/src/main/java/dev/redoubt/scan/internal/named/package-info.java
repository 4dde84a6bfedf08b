/// Files that a program acts upon because of their name, whatever their content looks like.
@NullMarked
package dev.redoubt.scan.internal.named;

import org.jspecify.annotations.NullMarked;
