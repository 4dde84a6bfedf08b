/// The frame of an HTML page: head, style sheet, icon and print rules.
@NullMarked
package dev.redoubt.page;

import org.jspecify.annotations.NullMarked;
