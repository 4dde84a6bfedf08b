/// What listens: TCP, TLS and HTTP, with one servlet that takes every request. It knows nothing of
/// routes, and can serve whatever speaks HTTP.
@NullMarked
package dev.redoubt.http.server;

import org.jspecify.annotations.NullMarked;
