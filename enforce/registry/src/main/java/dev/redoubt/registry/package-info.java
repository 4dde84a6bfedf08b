/// Model registry and experiment tracking, independent of the protocol in front of it.
@NullMarked
package dev.redoubt.registry;

import org.jspecify.annotations.NullMarked;
