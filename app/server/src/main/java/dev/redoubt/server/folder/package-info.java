/// The data folder of a server and its file permissions.
@NullMarked
package dev.redoubt.server.folder;

import org.jspecify.annotations.NullMarked;
