/// Keys in a PKCS#11 token.
@NullMarked
package dev.redoubt.keys.pkcs11;

import org.jspecify.annotations.NullMarked;
