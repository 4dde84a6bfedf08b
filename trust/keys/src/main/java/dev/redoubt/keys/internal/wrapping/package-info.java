/// AES key wrapping, shared by the providers.
@NullMarked
package dev.redoubt.keys.internal.wrapping;

import org.jspecify.annotations.NullMarked;
