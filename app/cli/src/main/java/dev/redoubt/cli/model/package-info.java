/// `redoubt model ...`: model files: scanned, signed, encrypted.
@NullMarked
package dev.redoubt.cli.model;

import org.jspecify.annotations.NullMarked;
