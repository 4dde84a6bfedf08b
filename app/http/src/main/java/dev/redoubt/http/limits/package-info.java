/// What one server takes at most: requests at a time and in time, bodies, headers, connections.
@NullMarked
package dev.redoubt.http.limits;

import org.jspecify.annotations.NullMarked;
