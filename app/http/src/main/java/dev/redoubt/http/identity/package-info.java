/// Who asks: tokens, issuers and what their claims mean.
@NullMarked
package dev.redoubt.http.identity;

import org.jspecify.annotations.NullMarked;
