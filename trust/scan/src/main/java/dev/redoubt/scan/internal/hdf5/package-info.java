/// Reads the parts of the HDF5 container that models use.
@NullMarked
package dev.redoubt.scan.internal.hdf5;

import org.jspecify.annotations.NullMarked;
