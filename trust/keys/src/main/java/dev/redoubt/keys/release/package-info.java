/// Secure key release: a confidential key is released only to an attested enclave.
@NullMarked
package dev.redoubt.keys.release;

import org.jspecify.annotations.NullMarked;
