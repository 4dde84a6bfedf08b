/// Routes as data: a path, what it needs, and what it does.
@NullMarked
package dev.redoubt.server.route;

import org.jspecify.annotations.NullMarked;
