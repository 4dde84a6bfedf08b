/// Databases: one writer at a time, readers beside it, each change durable before it is answered.
@NullMarked
package dev.redoubt.store;

import org.jspecify.annotations.NullMarked;
