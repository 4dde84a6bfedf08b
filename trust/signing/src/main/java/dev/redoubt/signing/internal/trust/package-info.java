/// How a signature and a chain of certificates are checked.
@NullMarked
package dev.redoubt.signing.internal.trust;

import org.jspecify.annotations.NullMarked;
