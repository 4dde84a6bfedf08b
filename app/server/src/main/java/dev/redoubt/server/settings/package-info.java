/// Reads the settings of a server: listener, TLS, storage, keys and limits.
@NullMarked
package dev.redoubt.server.settings;

import org.jspecify.annotations.NullMarked;
