/// What the registry's own packages share.
@NullMarked
package dev.redoubt.registry.internal;

import org.jspecify.annotations.NullMarked;
