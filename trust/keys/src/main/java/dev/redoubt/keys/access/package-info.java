/// References to keys, and the providers to which they lead.
@NullMarked
package dev.redoubt.keys.access;

import org.jspecify.annotations.NullMarked;
