/// The registry over HTTP.
@NullMarked
package dev.redoubt.server;

import org.jspecify.annotations.NullMarked;
