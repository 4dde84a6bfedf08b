/// Authorization by Cedar policies in separate files, evaluated for a principal, an action, a
/// resource and a context. What no policy permits is denied.
@NullMarked
package dev.redoubt.access;

import org.jspecify.annotations.NullMarked;
