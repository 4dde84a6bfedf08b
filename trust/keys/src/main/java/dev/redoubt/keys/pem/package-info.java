/// Keys in PEM files, encrypted or not.
@NullMarked
package dev.redoubt.keys.pem;

import org.jspecify.annotations.NullMarked;
