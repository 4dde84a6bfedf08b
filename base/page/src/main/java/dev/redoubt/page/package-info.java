/// The frame, style sheet and print rules of all HTML pages. [dev.redoubt.page.PageFrame] is where
/// to start.
@NullMarked
package dev.redoubt.page;

import org.jspecify.annotations.NullMarked;
