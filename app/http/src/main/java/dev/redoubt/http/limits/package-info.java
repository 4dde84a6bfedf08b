/// Request limits: rate, concurrency, body size, headers, connections and timeouts.
@NullMarked
package dev.redoubt.http.limits;

import org.jspecify.annotations.NullMarked;
