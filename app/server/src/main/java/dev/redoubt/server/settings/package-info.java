/// What an operator chooses: where a server listens, and where it keeps what.
@NullMarked
package dev.redoubt.server.settings;

import org.jspecify.annotations.NullMarked;
