/// What all commands share: the terminal, exit codes, reports that go to files, words.
@NullMarked
package dev.redoubt.cli.console;

import org.jspecify.annotations.NullMarked;
