/// Reports secrets in text.
@NullMarked
package dev.redoubt.scan.internal.secrets;

import org.jspecify.annotations.NullMarked;
