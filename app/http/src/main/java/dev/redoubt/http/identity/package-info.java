/// Authentication: token verification, trusted issuers, persona mapping, revocation and security
/// events.
@NullMarked
package dev.redoubt.http.identity;

import org.jspecify.annotations.NullMarked;
