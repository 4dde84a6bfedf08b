/// Routes as data: a path, what it needs, and what it does.
@NullMarked
package dev.redoubt.http.route;

import org.jspecify.annotations.NullMarked;
