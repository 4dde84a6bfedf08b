/// Who is trusted, and the bundle by which a signature shows that it is theirs.
@NullMarked
package dev.redoubt.signing.trust;

import org.jspecify.annotations.NullMarked;
