/// Keys in a token that speaks PKCS#11.
@NullMarked
package dev.redoubt.keys.pkcs11;

import org.jspecify.annotations.NullMarked;
