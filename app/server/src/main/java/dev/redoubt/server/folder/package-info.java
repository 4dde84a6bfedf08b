/// The folder of a server's data, and who may read it.
@NullMarked
package dev.redoubt.server.folder;

import org.jspecify.annotations.NullMarked;
