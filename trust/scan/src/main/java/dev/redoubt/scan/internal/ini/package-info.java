/// INI files, as Python's `configparser` reads them, as a bounded tree.
@NullMarked
package dev.redoubt.scan.internal.ini;

import org.jspecify.annotations.NullMarked;
