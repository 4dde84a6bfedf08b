/// The HDF5 container, as far as a model needs it.
@NullMarked
package dev.redoubt.scan.internal.hdf5;

import org.jspecify.annotations.NullMarked;
