/// HTTP routes as data: path pattern, required permission and handler.
@NullMarked
package dev.redoubt.http.route;

import org.jspecify.annotations.NullMarked;
