/// The subcommands of `redoubt model` that scan, sign and encrypt model files.
@NullMarked
package dev.redoubt.cli.model;

import org.jspecify.annotations.NullMarked;
