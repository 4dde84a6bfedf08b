/// The registry server: startup, configuration and wiring.
@NullMarked
package dev.redoubt.server;

import org.jspecify.annotations.NullMarked;
