/// Secure key release: a confidential key goes to an attested enclave alone.
@NullMarked
package dev.redoubt.keys.release;

import org.jspecify.annotations.NullMarked;
