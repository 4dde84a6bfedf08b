/// What has to stay and what has to go: legal holds, retention, and erasure by destroying keys.
@NullMarked
package dev.redoubt.server.keeping;

import org.jspecify.annotations.NullMarked;
