/// The HTTP listener: TCP, TLS and HTTP, with one servlet that handles every request. It knows
/// nothing of routes and can serve any servlet.
@NullMarked
package dev.redoubt.http.server;

import org.jspecify.annotations.NullMarked;
