/// Keys in PEM files, plain and encrypted.
@NullMarked
package dev.redoubt.keys.pem;

import org.jspecify.annotations.NullMarked;
