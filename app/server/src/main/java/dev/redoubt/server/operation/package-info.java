/// What keeps a server in operation: limits, health, logs, measurements, backup.
@NullMarked
package dev.redoubt.server.operation;

import org.jspecify.annotations.NullMarked;
