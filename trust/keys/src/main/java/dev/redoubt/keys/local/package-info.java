/// Keys in a folder of this machine.
@NullMarked
package dev.redoubt.keys.local;

import org.jspecify.annotations.NullMarked;
