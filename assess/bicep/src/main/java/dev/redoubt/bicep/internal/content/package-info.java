/// The functions that put a file's content into a template when it is read: `loadTextContent` and
/// its like.
@NullMarked
package dev.redoubt.bicep.internal.content;

import org.jspecify.annotations.NullMarked;
