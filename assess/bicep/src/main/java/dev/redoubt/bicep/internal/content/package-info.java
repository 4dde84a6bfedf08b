/// The functions that load file content at compile time, such as `loadTextContent`.
@NullMarked
package dev.redoubt.bicep.internal.content;

import org.jspecify.annotations.NullMarked;
